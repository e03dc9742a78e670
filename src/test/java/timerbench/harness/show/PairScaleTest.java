package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.Finding.Tested;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.Interval;

class PairScaleTest {
    private static Finding finding(Scale scale, Unit unit) {
        boolean isRatio = scale == Scale.RATIO;
        return new Finding(
                new JudgedMetric("value", MetricScope.trial(), unit, Better.LOWER),
                new Finding.Figures(
                        Optional.of(2_000.0),
                        Optional.of(2_500.0),
                        Optional.of(1.25),
                        Optional.of(500.0).filter(any -> !isRatio),
                        Optional.of(new Interval(1.2, 1.3, .95))),
                new Finding.Allowed("", Optional.empty()),
                Optional.of(new Tested(scale, 1, 2, 1, Optional.empty(), Optional.empty(), Optional.empty())),
                Conclusion.WORSE,
                "");
    }

    private static Pair pair(double baseline, double candidate) {
        return new Pair(1, true, trial(baseline), trial(candidate));
    }

    private static PairedTrial trial(double value) {
        return new PairedTrial(Map.of("value", value), List.of(), Optional.empty());
    }

    @Test
    void aRatioIsAChangeInPercent() {
        Finding finding = finding(Scale.RATIO, Unit.MICROSECONDS);
        PairScale scale = PairScale.of(finding);
        assertThat(scale.unit()).isEqualTo("%");
        assertThat(scale.change(finding).orElseThrow()).isCloseTo(25, within(1e-9));
        assertThat(scale.change(finding, pair(4, 5)).orElseThrow()).isCloseTo(25, within(1e-9));
        assertThat(scale.change(finding, pair(0, 5))).isEmpty();
    }

    @Test
    void aDifferenceIsInTheUnitOfTheMetricAsItIsWrittenElsewhere() {
        Finding finding = finding(Scale.DIFFERENCE, Unit.MICROSECONDS);
        PairScale scale = PairScale.of(finding);
        assertThat(scale.unit()).isEqualTo("ms");
        assertThat(scale.change(finding)).contains(.5);
        assertThat(scale.change(finding, pair(0, 1_500))).contains(1.5);
        assertThat(scale.change(finding, pair(Double.NaN, 1))).isEmpty();
        assertThat(PairScale.of(finding(Scale.DIFFERENCE, Unit.PERCENT)).unit()).isEqualTo("percentage points");
        assertThat(PairScale.of(finding(Scale.DIFFERENCE, Unit.ONE)).change(finding, pair(4, 2)))
                .contains(-2.0);
    }
}
