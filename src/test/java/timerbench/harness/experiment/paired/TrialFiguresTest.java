package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import timerbench.harness.experiment.paired.TrialFigures.Counters;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.monitor.ProcessMonitor.Holding;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.MetricScope;

class TrialFiguresTest {
    private static final long SECOND = 1_000_000_000;
    private static final Holding UNKNOWN =
            new Holding(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    private static final LeftOver NOTHING_KNOWN = new LeftOver(UNKNOWN, OptionalLong.empty(), OptionalLong.empty());

    private final TrialFigures figures = new TrialFigures(0, 4 * SECOND, Duration.ofMillis(100));

    private static Counters counters(long requests, double cpu) {
        return new Counters(requests, Map.of(MetricScope.SERVICE, cpu), Optional.empty());
    }

    private static LedgerReport callbacks(long... latenessMicros) {
        Histogram micros = new Histogram(3);
        LongStream.of(latenessMicros).forEach(micros::recordValue);
        Distribution lateness = Distribution.of(
                micros,
                LongStream.of(latenessMicros).sum(),
                LongStream.of(latenessMicros).max().orElseThrow());
        return new LedgerReport(
                Map.of(),
                Optional.of(lateness),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    private PairedTrial trial(LedgerReport callbacks, LeftOver left) {
        for (int i = 1; i <= 100; i++) {
            figures.ended(SECOND, SECOND + i * 1_000_000L, true);
        }
        return figures.trial(callbacks, counters(1_000, 10), counters(3_000, 11), left);
    }

    @Test
    void theShareOfLateCallbacksIsInPercent() {
        PairedTrial trial =
                trial(callbacks(2_000, 3_000, 99_000, 300_000, 150_000, 1_000, 1_000, 1_000), NOTHING_KNOWN);

        assertThat(trial.values()).containsEntry("lateShare", 25.0);
    }

    @Test
    void withoutALateCallbackTheirShareIsZero() {
        assertThat(trial(callbacks(2_000, 99_000), NOTHING_KNOWN).values()).containsEntry("lateShare", 0.0);
    }

    @Test
    void thePercentileOfAFewCallbacksIsNotMeasured() {
        assertThat(trial(callbacks(LongStream.rangeClosed(1, 499).toArray()), NOTHING_KNOWN)
                        .values())
                .containsKey("latenessP95")
                .doesNotContainKey("latenessP99");
        assertThat(trial(callbacks(LongStream.rangeClosed(1, 500).toArray()), NOTHING_KNOWN)
                        .values())
                .containsEntry("latenessP99", 495.0);
    }

    @Test
    void whatTheDatabaseLogsIsDividedByAllRequestsAndCpuTimeByThoseOfTheHold() {
        // The warm-up.
        for (int i = 0; i < 100; i++) {
            figures.ended(-2 * SECOND, -SECOND, true);
        }
        LeftOver left = new LeftOver(UNKNOWN, OptionalLong.empty(), OptionalLong.of(60_000));

        assertThat(trial(callbacks(1), left).values())
                .containsEntry("walBytesPerThousand", 300_000.0)
                .containsEntry("cpuSecondsPerThousand", 0.5);
        assertThat(trial(callbacks(1), NOTHING_KNOWN).values()).doesNotContainKey("walBytesPerThousand");
    }

    @Test
    void whatIsLeftIsReportedAsItIs() {
        LeftOver left = new LeftOver(
                new Holding(OptionalLong.of(20_000_000), OptionalLong.of(300_000_000), OptionalLong.of(61)),
                OptionalLong.of(8),
                OptionalLong.empty());

        assertThat(trial(callbacks(1), left).values())
                .containsEntry("liveBytes", 20e6)
                .containsEntry("residentBytes", 300e6)
                .containsEntry("openFiles", 61.0)
                .containsEntry("databaseConnections", 8.0);
    }
}
