package timerbench.harness.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final Ticker ticker = new Ticker("test-ticker");

    @AfterEach
    void stop() {
        ticker.stop();
    }

    @Test
    void aTaskThatFailsIsRunAgainAllTheSame() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        ticker.every(Duration.ofMillis(1), () -> {
            runs.countDown();
            throw new IllegalStateException("on purpose: a task of TickerTest");
        });
        assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
