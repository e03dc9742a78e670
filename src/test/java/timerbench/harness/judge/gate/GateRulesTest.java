package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

class GateRulesTest {
    private static List<GateMetric> metrics(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new GateMetric(
                        new JudgedMetric("metric" + i, MetricScope.trial(), Unit.MILLISECONDS, Better.LOWER),
                        GateMetric.Scale.RATIO,
                        0.02,
                        0.05))
                .toList();
    }

    @Test
    void asGivenBothRoundsTestAtTenPercent() {
        GateRules rules = GateRules.of(metrics(4), 7);
        assertThat(rules).isEqualTo(new GateRules(metrics(4), 7, 0.1, 0.1, 0.8, 0.95));
    }

    /**
     * By hand: 4 metrics need 2⁻ⁿ <= 0.1 / 4, and 1/32 is above that, 1/64 below; of 10 metrics 1/128 is below 0.01.
     */
    @ParameterizedTest
    @CsvSource({"1, 4", "4, 6", "10, 7"})
    void theFewestPairsAreThoseThatCanShowAMetricThatAloneDiffers(int metrics, int fewest) {
        assertThat(GateRules.of(metrics(metrics), fewest).pairs()).isEqualTo(fewest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRules.of(metrics(metrics), fewest - 1))
                .withMessage("pairs must be " + fewest + " to 20, were " + (fewest - 1)
                        + ": with fewer nothing can be shown at a level of 0.1 over " + metrics
                        + " metrics, more are not tested exactly");
    }

    @Test
    void theConfirmationHasToBeAbleToShowItToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateRules(metrics(1), 4, 0.1, 0.01, 0.8, 0.95))
                .withMessageStartingWith("pairs must be 7 to 20, were 4");
    }

    @Test
    void twentyPairsAreTheMost() {
        assertThat(GateRules.of(metrics(4), 20).pairs()).isEqualTo(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRules.of(metrics(4), 21))
                .withMessageStartingWith("pairs must be 6 to 20, were 21");
    }

    @Test
    void aLevelThatNoNumberOfPairsReachesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateRules(metrics(2), 20, 1e-6, 0.1, 0.8, 0.95))
                .withMessage("no number of pairs up to 20 can show anything at a level of 1.0E-6 over 2 metrics; "
                        + "ask for a higher level or fewer metrics");
    }

    @Test
    void evenAHighLevelNeedsTwoPairs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateRules(metrics(1), 1, 0.49, 0.49, 0.8, 0.95))
                .withMessageStartingWith("pairs must be 2 to 20, were 1");
    }

    @Test
    void metricsAreNamedOnce() {
        GateMetric metric = metrics(1).get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRules.of(List.of(metric, metric), 7))
                .withMessage("wanted at least one metric to decide by and none twice, got metric0, metric0");
        assertThatIllegalArgumentException().isThrownBy(() -> GateRules.of(List.of(), 7));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.1, 0.8, 0.95",
        "0.5, 0.1, 0.8, 0.95",
        "0.1, NaN, 0.8, 0.95",
        "0.1, 0.1, 0.4, 0.95",
        "0.1, 0.1, 1, 0.95",
        "0.1, 0.1, 0.8, 0",
        "0.1, 0.1, 0.8, 95"
    })
    void levelsPowerAndConfidenceAreChecked(double first, double confirmation, double power, double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateRules(metrics(1), 7, first, confirmation, power, confidence));
    }
}
