package timerbench.harness.judge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateRulesTest {
    private static final List<GateMetric> METRICS = List.of(GateTrials.THROUGHPUT, GateTrials.P95);

    @Test
    void asGivenChanceMakesOneGateOfAHundredARegression() {
        assertThat(GateRules.of(METRICS, 24)).isEqualTo(new GateRules(METRICS, 24, 0.01, 0.1, 0.95));
    }

    /** By hand: 1/64 is above 1 %, 1/128 below. */
    @ParameterizedTest
    @ValueSource(ints = {6, 25})
    void pairsAreThoseThatCanShowSomethingAndAreTestedExactly(int pairs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRules.of(METRICS, pairs))
                .withMessage("pairs must be 7 to 24, were " + pairs
                        + ": fewer show nothing at a level of 0.01, more are not tested exactly");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 24})
    void withAnyNumberOfPairsTheWholeLevelIsSpentByTheLast(int pairs) {
        GateRules rules = GateRules.of(METRICS, pairs);
        assertThat(rules.spending().most()).isEqualTo(pairs);
        assertThat(rules.spending().first()).isLessThanOrEqualTo(pairs);
        assertThat(rules.passSpending().most()).isEqualTo(pairs);
    }

    @Test
    void metricsAreNamedOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRules.of(List.of(GateTrials.P95, GateTrials.P95), 24))
                .withMessage("wanted at least one metric to decide by and none twice, got responseTimeP95, "
                        + "responseTimeP95");
        assertThatIllegalArgumentException().isThrownBy(() -> GateRules.of(List.of(), 24));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1, 0.95", "0.5, 0.1, 0.95", "0.01, NaN, 0.95", "0.01, 0.1, 0", "0.01, 0.1, 95"})
    void levelsAndConfidenceAreChecked(double level, double passLevel, double confidence) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GateRules(METRICS, 24, level, passLevel, confidence));
    }
}
