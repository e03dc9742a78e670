package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Better;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

class ThresholdsTest {
    private static Thresholds thresholds(double errorRate) {
        return new Thresholds(Duration.ofMillis(100), Duration.ofSeconds(1), errorRate);
    }

    private static List<String> assertions(String... requests) {
        return thresholds(0.005).assertions(requests).stream()
                .map(each -> each.asScala().toString())
                .toList();
    }

    @Test
    void gatlingAssertsErrorsAndNoPercentileWhichItWouldEstimate() {
        assertThat(assertions("create", "read missing"))
                .containsExactly(
                        "Assertion(Details(List(create)),Percent(FailedRequests),Lte(0.5))",
                        "Assertion(Details(List(read missing)),Percent(FailedRequests),Lte(0.5))");
    }

    @Test
    void percentilesAreJudgedByTheExactFigures() {
        Histogram millis = new Histogram(3);
        millis.recordValueWithCount(6, 1_001);
        millis.recordValueWithCount(60_000, 9);
        Distribution times = Distribution.of(millis, 0, 60_000);
        Trial trial = Trials.held(Duration.ofSeconds(10))
                .with(List.of(new Metric(
                        Metric.RESPONSE_TIME,
                        MetricScope.operation("create"),
                        Unit.MILLISECONDS,
                        Better.LOWER,
                        times)));
        Thresholds tight = new Thresholds(Duration.ofMillis(6), Duration.ofMillis(6), 1);
        assertThat(Trials.crossed(tight.of(trial, "create"))).isEmpty();
        Thresholds tighter = new Thresholds(Duration.ofMillis(5), Duration.ofMillis(5), 1);
        assertThat(Trials.crossed(tighter.of(trial, "create")))
                .containsExactly(
                        "p95 response time of create: 6 ms, at most 5 ms",
                        "p99 response time of create: 6 ms, at most 5 ms");
    }

    @Test
    void withoutRequestsThereIsNothingToHold() {
        assertThat(assertions()).isEmpty();
    }

    @Test
    void aShareIsZeroToOne() {
        assertThat(thresholds(0).errorRate()).isZero();
        assertThat(thresholds(1).errorRate()).isOne();
        assertThatThrownBy(() -> thresholds(1.1)).hasMessage("errorRate must be 0 to 1, was 1.1");
        assertThatThrownBy(() -> thresholds(-0.1)).hasMessage("errorRate must be 0 to 1, was -0.1");
        assertThatThrownBy(() -> thresholds(Double.NaN)).hasMessage("errorRate must be 0 to 1, was NaN");
    }

    private static Thresholds.OfRate ofRate(double errorRate, double throughput) {
        return new Thresholds.OfRate(Duration.ofMillis(100), Duration.ofMillis(250), errorRate, throughput);
    }

    private static Trial held(double got) {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        Period hold = new Period(start, start.plusSeconds(10));
        return new Trial(1, hold, Optional.of(hold), Outcome.complete(), new WarmUp(0, 0))
                .with(List.of(Metric.throughput("create", got), Metric.throughputAsked("create", 100)));
    }

    @Test
    void theLeastThroughputIsAShareOfTheRateAskedForDuringTheHold() {
        assertThat(Trials.crossed(ofRate(0.001, 0.8).of(held(80), "create"))).isEmpty();
        assertThat(Trials.crossed(ofRate(0.001, 0.8).of(held(79.9), "create")))
                .containsExactly("throughput of create: 79.9/s, at least 80/s");
        assertThat(Trials.crossed(ofRate(0.001, 0.8).of(held(80), "get")))
                .as("nothing was asked of it")
                .isEmpty();
    }

    @Test
    void aShareOfARateIsOneAtMost() {
        assertThatThrownBy(() -> ofRate(1.5, 0.8)).hasMessage("errorRate must be 0 to 1, was 1.5");
        assertThatThrownBy(() -> ofRate(0, -0.1)).hasMessage("throughput must be 0 to 1, was -0.1");
        assertThatThrownBy(() -> ofRate(Double.NaN, 1)).hasMessage("errorRate must be 0 to 1, was NaN");
    }
}
