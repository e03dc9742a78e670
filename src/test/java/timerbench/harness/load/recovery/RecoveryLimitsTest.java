package timerbench.harness.load.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;

class RecoveryLimitsTest {
    private static final RecoveryLimits LIMITS = limits(100);

    private static RecoveryLimits limits(long capacityLost) {
        return new RecoveryLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                capacityLost,
                50,
                Duration.ofMillis(1500));
    }

    private static Trial trial(Map<String, Double> seconds, double lost, double late, double latestMicros) {
        List<Metric> metrics = new ArrayList<>();
        seconds.forEach((name, value) -> metrics.add(Metric.ofTrial(name, Unit.SECONDS, value)));
        metrics.add(Metric.ofTrial(Metric.CAPACITY_LOST, Unit.ONE, lost));
        metrics.add(Metric.ofTrial(Metric.TIMERS_LATE, Unit.ONE, late));
        metrics.add(Metric.ofTrial(Metric.LATEST_TIMER, Unit.MICROSECONDS, latestMicros));
        return Trials.held(Duration.ofSeconds(10)).with(metrics);
    }

    private static Map<String, Double> times(double factor) {
        return Map.of(
                Metric.TIME_TO_DETECT, factor,
                Metric.TIME_TO_FIRST_GOOD, 2 * factor,
                Metric.TIME_TO_NO_BACKLOG, 3 * factor,
                Metric.TIME_TO_STEADY, 4 * factor);
    }

    @Test
    void whatReachesALimitMeetsIt() {
        assertThat(Trials.crossed(LIMITS.of(trial(times(1), 100, 50, 1_500_000))))
                .isEmpty();
        assertThat(Trials.crossed(LIMITS.of(trial(times(1), -3, 0, 0)))).isEmpty();
    }

    @Test
    void whatIsBeyondALimitCrossesIt() {
        assertThat(Trials.crossed(LIMITS.of(trial(times(1.1), 101, 51, 1_501_000))))
                .containsExactly(
                        "time to detect: 1.10 s, at most 1 s",
                        "time to the first good answer: 2.20 s, at most 2 s",
                        "time to no backlog: 3.30 s, at most 3 s",
                        "time to steady: 4.40 s, at most 4 s",
                        "capacity lost: 101, at most 100",
                        "timers late: 51, at most 50",
                        "latest timer: 1,501 ms, at most 1,500 ms");
    }

    @Test
    void aFaultThatLastsHasItsTimeMoreAndWhatIsDueInIt() {
        assertThat(LIMITS.during(Duration.ofMillis(30_500), 200))
                .isEqualTo(new RecoveryLimits(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(32_500),
                        Duration.ofMillis(33_500),
                        Duration.ofMillis(34_500),
                        6_200,
                        6_150,
                        Duration.ofSeconds(32)));
        assertThat(LIMITS.during(Duration.ZERO, 200)).isEqualTo(LIMITS);
    }

    @Test
    void aTimeThatWasNotReachedCrossesItsLimitButNotThatToDetect() {
        assertThat(Trials.crossed(LIMITS.of(trial(Map.of(), 0, 0, 0))))
                .containsExactly(
                        "time to the first good answer: not measured, at most 2 s",
                        "time to no backlog: not measured, at most 3 s",
                        "time to steady: not measured, at most 4 s");
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThatThrownBy(() -> limits(-1))
                .hasMessage("capacityLost and timersLate must be 0 or more, were -1 and 50");
    }
}
