package timerbench.harness.targets.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import timerbench.UncaughtFailures;

class ProcessWatchTest {
    @Test
    void theListenerHearsOfTheEndAndNotBefore() throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Process process = new ProcessBuilder("cat").start();
        ProcessWatch.onEnd(process.toHandle(), ended::countDown);
        assertThat(ended.getCount()).isEqualTo(1);
        process.getOutputStream().close();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aListenerThatFailsIsReported() throws IOException, InterruptedException {
        Error failure = new NoClassDefFoundError("on purpose");
        try (UncaughtFailures reported = new UncaughtFailures()) {
            Process process = new ProcessBuilder("true").start();
            ProcessWatch.onEnd(process.toHandle(), () -> {
                throw failure;
            });
            assertThat(reported.next()).isSameAs(failure);
        }
    }
}
