package timerbench.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.OpenPlan;
import timerbench.harness.measure.LoadCounts;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String said(boolean terminal) {
        Console console = new Console(new PrintStream(bytes, true, UTF_8), terminal, Map.of());
        console.progress("one");
        console.progress("two");
        console.say("three");
        console.say("four");
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void onATerminalProgressStandsInPlaceAndMakesRoomForWhatStays() {
        assertThat(said(true)).isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[Kthree\nfour\n");
    }

    @Test
    void elsewhereEveryProgressIsALine() {
        assertThat(said(false)).isEqualTo("one\ntwo\nthree\nfour\n");
    }

    private static final Map<String, String> NO_COLOR = Map.of("NO_COLOR", "1");

    private String inPlace(Map<String, String> environment, double share, String line) {
        new Console(new PrintStream(bytes, true, UTF_8), true, environment).progress(share, line);
        return bytes.toString(UTF_8);
    }

    @Test
    void onATerminalABarShowsHowMuchIsDone() {
        assertThat(inPlace(Map.of(), 0.32, "hold")).isEqualTo("\r\u001b[K\u001b[32m███\u001b[0m░░░░░░░ hold");
    }

    @Test
    void withoutColourTheBarStaysABar() {
        assertThat(inPlace(NO_COLOR, 2, "hold")).isEqualTo("\r\u001b[K██████████ hold");
    }

    @Test
    void aLineThatIsTooLongForTheTerminalLosesItsGaps() {
        String line = "hold       4 s left  asked   100/s  got    85/s  531 requests, 0 errors";
        assertThat(inPlace(NO_COLOR, 0.5, line))
                .isEqualTo("\r\u001b[K█████░░░░░ hold 4 s left got 85 of 100/s 531 requests, 0 errors");
    }

    @Test
    void thenTheBarGetsShorterAndIsLeftOut() {
        String line = "hold       4 s left  asked   100/s  got    85/s  53100 requests, 0 errors, 120 outstanding";
        assertThat(inPlace(NO_COLOR, 0.5, line))
                .isEqualTo("\r\u001b[K████░░░ hold 4 s left got 85 of 100/s 53100 requests, 0 errors, 120 outstanding");
        bytes.reset();
        assertThat(inPlace(NO_COLOR, 0.5, line.replace("0 errors", "10000 errors")))
                .isEqualTo("\r\u001b[Khold 4 s left got 85 of 100/s 53100 requests, 10000 errors, 120 outstanding");
    }

    @Test
    void aNarrowTerminalThatSaysSoIsHeeded() {
        assertThat(inPlace(Map.of("NO_COLOR", "1", "COLUMNS", "40"), 0, "x".repeat(50)))
                .isEqualTo("\r\u001b[K" + "x".repeat(38) + "…");
    }

    @Test
    void aWideTerminalGetsNoMoreThan80Columns() {
        assertThat(inPlace(Map.of("NO_COLOR", "1", "COLUMNS", "200"), 0, "x".repeat(90)))
                .hasSize("\r\u001b[K".length() + 79);
    }

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final OpenPlan plan = OpenPlan.of(
            "create", new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100));
    private final LoadCounts counts = new LoadCounts(plan.warmUp(), plan.total(), InstantSource.system());
    private long outstanding;
    private final Console.LoadProgress progress = new Console.LoadProgress(plan, counts, () -> outstanding);

    private void answer(int count, boolean failed) {
        for (int i = 0; i < count; i++) {
            counts.answered(false, failed);
        }
    }

    @Test
    void theRateGotIsThatSinceTheLineBefore() {
        answer(50, false);
        assertThat(progress.line(START, START.plusSeconds(5)))
                .isEqualTo("ramp      29 s left  asked    19/s  got    10/s  50 requests, 0 errors");
        answer(195, false);
        answer(5, true);
        assertThat(progress.line(START, START.plusSeconds(15)))
                .isEqualTo("hold      19 s left  asked   100/s  got    20/s  250 requests, 5 errors");
    }

    @Test
    void theShareIsThatOfTheTime() {
        assertThat(progress.share(START, START.plusSeconds(17))).isEqualTo(0.5);
    }

    @Test
    void afterItsTimeNothingIsAskedForAndNoTimeIsLeft() {
        assertThat(progress.line(START, START.plusSeconds(40)))
                .isEqualTo("drain      0 s left  asked     0/s  got     0/s  0 requests, 0 errors");
        outstanding = 7;
        assertThat(progress.line(START, START.plusSeconds(41))).endsWith("0 errors, 7 outstanding");
    }

    @Test
    void aClosedLoadAsksForNoRate() {
        ClosedPlan closed = new ClosedPlan(5, Duration.ofSeconds(4), Duration.ofSeconds(10));
        assertThat(new Console.LoadProgress(closed, counts, () -> 0).line(START, START.plusSeconds(5)))
                .isEqualTo("hold       9 s left  got     0/s  0 requests, 0 errors");
    }

    private final CountDownLatch said = new CountDownLatch(1);
    private final Console fillConsole = new Console(
            new PrintStream(bytes, true, UTF_8) {
                @Override
                public void flush() {
                    said.countDown();
                }
            },
            true,
            Map.of());

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
    void aFillShowsHowFarItIsUntilAllTimersAreCreated() throws InterruptedException {
        Console.FillProgress fill = new Console.FillProgress(1_005, fillConsole);
        for (int i = 0; i < 1_004; i++) {
            fill.created();
        }
        Thread ticker = ticker();
        assertThat(said.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(bytes.toString(UTF_8)).contains("fill    1,004 of 1,005 timers created");
        assertThat(ticker.isAlive()).isTrue();
        fill.created();
        assertEnds(ticker);
    }

    @Test
    void aFillShowsNothingMoreWhenTheLoadHasEnded() throws InterruptedException {
        Console.FillProgress fill = new Console.FillProgress(5, fillConsole);
        Thread ticker = ticker();
        fill.end();
        assertEnds(ticker);
    }
}
