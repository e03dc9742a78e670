package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.UncaughtFailures;

class TickerTest {
    private final Ticker ticker = new Ticker("test-ticker");

    @AfterEach
    void stop() {
        ticker.stop();
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("on purpose"), new NoClassDefFoundError("on purpose"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aTaskThatFailsIsReportedAndRunAgainAllTheSame(Throwable failure) throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        try (UncaughtFailures reported = new UncaughtFailures()) {
            ticker.every(Duration.ofMillis(1), () -> {
                runs.countDown();
                TickerTest.<RuntimeException>sneak(failure);
            });
            Throwable next = reported.next();
            while (next != failure) {
                next = reported.next(); // the last task of another test may still be failing
            }
            assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
            ticker.stop();
        }
    }

    @Test
    void aTaskThatFailsAfterADelayIsReported() throws InterruptedException {
        Error failure = new AssertionError("on purpose");
        try (UncaughtFailures reported = new UncaughtFailures()) {
            ticker.after(Duration.ZERO, () -> {
                throw failure;
            });
            assertThat(reported.next()).isSameAs(failure);
        }
    }
}
