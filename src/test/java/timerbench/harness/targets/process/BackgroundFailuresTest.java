package timerbench.harness.targets.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import timerbench.UncaughtFailures;

class BackgroundFailuresTest {
    private final UncaughtFailures restored = new UncaughtFailures();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        BackgroundFailures.reportTo(told::add);
    }

    @AfterEach
    void restore() {
        restored.close();
    }

    private static void run(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task, "worker");
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }

    @Test
    void aThreadThatDiesIsReportedByItsName() throws InterruptedException {
        run(() -> {
            throw new AssertionError("on purpose");
        });
        assertThat(told)
                .containsExactly("the thread worker of timer-bench failed: java.lang.AssertionError: on purpose");
    }

    @Test
    void aThreadMayReportAFailureAndGoOn() throws InterruptedException {
        run(() -> {
            BackgroundFailures.report(new IllegalStateException("on purpose"));
            told.add("went on");
        });
        assertThat(told)
                .containsExactly(
                        "the thread worker of timer-bench failed: java.lang.IllegalStateException: on purpose",
                        "went on");
    }
}
