package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Database;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Trial;
import timerbench.harness.run.WarmUp;

class CapacityStepTest {
    private static final int P95_MILLIS = 45;
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private static CapacityStep step(Outcome outcome, Metric... metrics) {
        Trial trial = new Trial(
                        1,
                        new Period(START, START.plusSeconds(60)),
                        Optional.of(new Period(START, START.plusSeconds(30))),
                        outcome,
                        new WarmUp(0, 0))
                .with(List.of(metrics));
        RunEnvironment.Machine machine = new RunEnvironment.Machine("Linux", "amd64", 2, "a CPU", 8_000);
        Run run = new Run(
                "run-1",
                "TimerCreationSimulation",
                new RunProfile("smoke", Map.of()),
                RunTarget.embedded("groups", 1, new Database("PostgreSQL", Optional.empty(), Map.of())),
                new RunEnvironment(Optional.empty(), machine, "17", "3.15.1"),
                List.of(trial));
        return new CapacityStep(5_000, 90_000, run);
    }

    private static CapacityStep complete(double got, long millis, double errorRate) {
        return step(
                Outcome.complete(),
                Metric.throughput("create", got),
                Metric.responseTime("create", all(millis)),
                Metric.errorRate("create", errorRate),
                Metric.memory("service", 225.54));
    }

    private static Distribution all(long millis) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(millis, 1_000);
        return Distribution.of(histogram, millis * 1_000, millis);
    }

    @Test
    void aRateHoldsAtItsLimits() {
        assertThat(complete(4_900, P95_MILLIS, 0).holds(P95_MILLIS)).isTrue();
    }

    @Test
    void aRateDoesNotHoldPastAnyOfThem() {
        assertThat(complete(4_899, P95_MILLIS, 0).holds(P95_MILLIS)).isFalse();
        assertThat(complete(4_900, P95_MILLIS + 1, 0).holds(P95_MILLIS)).isFalse();
        assertThat(complete(4_900, P95_MILLIS, 0.00001).holds(P95_MILLIS)).isFalse();
    }

    @Test
    void aRunThatWasCutShortDoesNotHoldAndSaysWhy() {
        CapacityStep cut = step(Outcome.cutShort("the service ended"), Metric.errorRate("create", 0));
        assertThat(cut.holds(P95_MILLIS)).isFalse();
        assertThat(cut.line(P95_MILLIS))
                .isEqualTo(
                        "    5000        -       -      0.00           -   90000  misses the limits: the service ended");
    }

    @Test
    void whatWasMeasuredIsALine() {
        assertThat(complete(4_993.2, 9, 0).line(P95_MILLIS))
                .isEqualTo("    5000     4993       9      0.00       225.5   90000  meets the limits");
    }
}
