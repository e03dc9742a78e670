package timerbench.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FillTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch said = new CountDownLatch(1);
    private final Console console = new Console(
            new PrintStream(bytes, true, UTF_8) {
                @Override
                public void flush() {
                    said.countDown();
                }
            },
            true);

    private static Thread ticker() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("fill-progress"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertEnds(Thread ticker) throws InterruptedException {
        ticker.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(ticker.isAlive()).isFalse();
    }

    @Test
    void itTellsHowFarItIsUntilAllTimersArePutIn() throws InterruptedException {
        Fill fill = new Fill(1_005, console);
        for (int i = 0; i < 1_004; i++) {
            fill.created();
        }
        Thread ticker = ticker();
        assertThat(said.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(bytes.toString(UTF_8)).contains("fill    1,004 of 1,005 timers put in");
        assertThat(ticker.isAlive()).isTrue();
        fill.created();
        assertEnds(ticker);
    }

    @Test
    void itTellsNothingMoreWhenTheLoadHasEnded() throws InterruptedException {
        Fill fill = new Fill(5, console);
        Thread ticker = ticker();
        fill.end();
        assertEnds(ticker);
    }
}
