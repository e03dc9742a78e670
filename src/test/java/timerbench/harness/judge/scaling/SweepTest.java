package timerbench.harness.judge.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.scaling.PointResult.Standing;
import timerbench.harness.judge.scaling.SweepPlan.What;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Scaling;
import timerbench.harness.stats.Usl;

class SweepTest {
    private static ScalingLine line(Sweep sweep) {
        return sweep.lines().get(0);
    }

    @Test
    void amdahlsLawHasNoShareForAThroughputThatFalls() {
        ScalingLine falling = line(Sweeps.capacity("instances", (at, repeat) -> 1_000 / at + repeat, 3, "1", "2", "4"));
        assertThat(falling.amdahl()).isEmpty();
        assertThat(falling.amdahlRefusal()).contains("Amdahl's law does not describe a throughput that falls");
        ScalingLine level = line(Sweeps.capacity("instances", (at, repeat) -> 1_000.0 + repeat, 3, "1", "2", "4"));
        assertThat(level.amdahl()).isPresent();
        assertThat(level.amdahlRefusal()).isEmpty();
    }

    @Test
    void theLawsAreThoseThatTheRatesFollow() {
        ScalingLine line = line(Sweeps.instances());
        Usl usl = line.usl().orElseThrow();
        assertThat(usl.contention().value()).isCloseTo(0.05, within(0.002));
        assertThat(usl.peak()).isEmpty();
        assertThat(line.amdahl().orElseThrow().serial().value()).isCloseTo(0.05, within(0.002));
        assertThat(line.points()).extracting(PointResult::standing).containsOnly(Standing.MEASURED);
    }

    @Test
    void speedUpAndEfficiencyCompareWithTheSmallestValue() {
        ScalingLine line = line(Sweeps.instances());
        Scaling of4 = line.scaling(line.points().get(2)).orElseThrow();
        assertThat(of4.speedUp().orElseThrow().ratio()).isCloseTo(4 / 1.15, within(1e-9));
        assertThat(of4.efficiency().orElseThrow().ratio()).isCloseTo(1 / 1.15, within(1e-9));
    }

    @Test
    void aCapacityMayBeAsLargeAsTheRateThatMissedTheLimits() {
        ScalingLine line = line(Sweeps.capacity("instances", (at, repeat) -> 1_000 * at, 3, "1", "2"));
        Interval speedUp =
                line.scaling().get(1).speedUp().flatMap(MeanRatio::interval).orElseThrow();
        assertThat(speedUp.low()).isCloseTo(2 / 1.01, within(1e-9));
        assertThat(speedUp.high()).isCloseTo(2 * 1.01, within(1e-9));
    }

    @Test
    void aPointWithABoundHasNoMedianAndIsInNoFit() {
        ScalingLine line = line(Sweeps.censored());
        assertThat(line.points())
                .extracting(PointResult::standing)
                .containsExactly(Standing.NO_RATE, Standing.MEASURED, Standing.AT_LEAST);
        assertThat(line.points())
                .extracting(point -> point.median().isPresent())
                .containsExactly(false, true, false);
        assertThat(line.points().get(2).atLeast()).contains(1_600.0);
        assertThat(line.scaling()).hasSize(1);
        assertThat(line.usl()).isEmpty();
        assertThat(line.uslRefusal())
                .contains("the Universal Scalability Law needs at least 4 values of the axis, there" + " are 1");
    }

    @Test
    void aSaturatedRunIsInNoFigure() {
        PointResult last = Sweeps.grid().lines().get(1).points().get(1);
        assertThat(last.count(Reading.Kind.SATURATED)).isEqualTo(1);
        assertThat(last.values()).doesNotContainKey(1);
        assertThat(line(Sweeps.saturated()).points())
                .extracting(PointResult::standing)
                .contains(Standing.SATURATED);
    }

    @Test
    void memoryPerWaitingTimerIsASlope() {
        ScalingLine line = line(Sweeps.pending());
        assertThat(line.memory(MetricScope.SERVICE).orElseThrow().slope().value())
                .isCloseTo(300, within(1e-6));
        assertThat(line.memory(MetricScope.DATABASE).orElseThrow().slope().value())
                .isCloseTo(500, within(1e-6));
        assertThat(line.usl()).isEmpty();
        assertThat(line.uslRefusal()).isEmpty();
        assertThat(line(Sweeps.instances()).memory(MetricScope.SERVICE)).isEmpty();
    }

    @Test
    void aRateHoldsIfItDoesInMoreThanHalfOfTheRunsThatWerePlanned() {
        ScalingLine line = line(Sweeps.demand());
        assertThat(line.points())
                .extracting(PointResult::standing)
                .containsExactly(Standing.UNDECIDED, Standing.HELD, Standing.HELD, Standing.MISSED);
        assertThat(line.demand()).isEqualTo(new Demand(Optional.of("2"), List.of("8"), List.of("1")));
    }

    @Test
    void halfOfTheRunsAreNotMost() {
        Sweep sweep = Sweeps.sweep(
                Sweeps.plan(Measure.DEMAND, What.rate(5), 2, Sweeps.axis("instances", "2", "1")),
                cell -> Sweeps.of(
                        cell,
                        cell.repeat() == 1 || cell.point().first().equals("2") ? Sweeps.held(5) : Sweeps.noRate(5)));
        assertThat(line(sweep).points())
                .extracting(PointResult::standing)
                .containsExactly(Standing.HELD, Standing.MISSED);
        assertThat(line(sweep).demand()).isEqualTo(new Demand(Optional.of("2"), List.of(), List.of()));
    }

    @Test
    void whatLimitedAndThrottledARunIsShownPerPoint() {
        PointResult point = line(Sweeps.instances()).points().get(0);
        assertThat(point.limitedBy()).contains(Bottleneck.Limit.SERVICE_CPU);
        assertThat(point.busy()).contains(0.95);
        assertThat(point.medianOfProcess(Metric.THROTTLED, MetricScope.SERVICE)).contains(0.25);
        assertThat(point.medianOfProcess(Metric.THROTTLED, MetricScope.DATABASE))
                .isEmpty();
    }
}
