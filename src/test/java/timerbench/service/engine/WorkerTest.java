package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import timerbench.UncaughtFailures;

class WorkerTest {
    @Test
    void aStepThatFailsIsMadeAgain() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(3);
        try (Worker worker = new Worker("test-worker", () -> {
            steps.countDown();
            throw new IllegalStateException("on purpose: a step of WorkerTest");
        })) {
            assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.thread().isAlive()).isTrue();
        }
    }

    @Test
    void anErrorEndsTheThreadAndIsHeardOf() throws InterruptedException {
        Error error = new NoClassDefFoundError("on purpose");
        try (UncaughtFailures failures = new UncaughtFailures();
                Worker worker = new Worker("test-worker", () -> {
                    throw error;
                })) {
            assertThat(failures.next()).isSameAs(error);
            worker.thread().join(TimeUnit.SECONDS.toMillis(20));
            assertThat(worker.thread().isAlive()).isFalse();
        }
    }
}
