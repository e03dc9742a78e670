package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.stats.ScalingRates.LawRates;

/** Few simulations, so within wide limits. The command {@code sweep calibrate} makes more. */
class ScalingRatesTest {
    private static final int SIMULATIONS = 20;

    private static final ScalingRates RATES = new ScalingRates(SIMULATIONS, 1);
    private static final List<LawRates> WITH_PEAK =
            ScalingScenario.withPeak().stream().map(RATES::law).toList();

    @Test
    void theLawIsCovered() {
        assertThat(WITH_PEAK.subList(0, 8)).allSatisfy(found -> {
            assertThat(found.contention().orElseThrow()).isGreaterThan(0.75);
            assertThat(found.coherency().orElseThrow()).isGreaterThan(0.75);
            assertThat(found.peak().orElseThrow()).isGreaterThan(0.75);
        });
    }

    @Test
    void noiseThatGrowsBreaksAnAssumptionAndIsCoveredLess() {
        assertThat(WITH_PEAK.get(8).peak().orElseThrow()).isBetween(0.6, 0.93);
    }

    @Test
    void ratesOfASearchAreCovered() {
        ScalingRates more = new ScalingRates(200, 1);
        assertThat(WITH_PEAK.get(9).peak().orElseThrow()).isGreaterThan(0.9);
        assertThat(ScalingScenario.withSpeedUp())
                .filteredOn(scenario -> scenario.noise() == ScalingNoise.SEARCHED)
                .hasSize(1)
                .allSatisfy(scenario -> assertThat(more.speedUp(scenario)).isGreaterThan(0.95));
    }

    @Test
    void aPeakWithinTheRangeIsShownAndOneFarBeyondIsNot() {
        assertThat(WITH_PEAK).extracting(LawRates::shown).startsWith(0, 0, 0);
        assertThat(WITH_PEAK.subList(5, 9))
                .allSatisfy(found -> assertThat(found.shown()).isGreaterThan(SIMULATIONS * 2 / 3));
    }

    @Test
    void aPeakIsHardlyEverShownWhereThereIsNone() {
        int shown = ScalingScenario.withoutPeak().stream()
                .mapToInt(scenario -> RATES.law(scenario).shown())
                .sum();
        assertThat(shown).isLessThanOrEqualTo(ScalingScenario.withoutPeak().size() * SIMULATIONS / 100);
    }

    /** Of a data set with a true peak at 15.2, with other noise: 8.8 to ∞, 12.4 to 22.1, 10 to ∞, 14.1 to 16.3. */
    @Test
    void theIntervalsOfAPeakAreLikeThoseOfAnIndependentSimulation() {
        List<LawRates> found = WITH_PEAK;
        assertThat(found.get(0).low()).isBetween(8.0, 11.0);
        assertThat(found.get(0).high()).isInfinite();
        assertThat(found.get(1).low()).isBetween(12.0, 14.0);
        assertThat(found.get(1).high()).isBetween(17.0, 23.0);
        assertThat(found.get(2).low()).isBetween(9.5, 12.5);
        assertThat(found.get(2).high()).isGreaterThan(40);
        assertThat(found.get(3).low()).isBetween(14.0, 15.0);
        assertThat(found.get(3).high()).isBetween(15.6, 16.6);
    }

    @Test
    void serialSharesSpeedUpsAndSlopesAreCovered() {
        ScalingRates more = new ScalingRates(200, 1);
        assertThat(ScalingScenario.withSerialShare())
                .allSatisfy(scenario -> assertThat(RATES.serialShare(scenario)).isGreaterThan(0.6));
        assertThat(ScalingScenario.withSpeedUp())
                .allSatisfy(scenario -> assertThat(more.speedUp(scenario)).isGreaterThan(0.9));
        assertThat(ScalingScenario.withSlope())
                .allSatisfy(scenario -> assertThat(more.slope(scenario)).isGreaterThan(0.9));
    }

    @Test
    void randomPlacingIsAsEvenAsIsSaid() {
        ScalingRates.EvennessRates found = new ScalingRates(400, 1).evenness(16, 10_000);
        assertThat(found.aboveMedian()).isBetween(0.4, 0.6);
        assertThat(found.aboveHigh()).isBetween(0.02, 0.09);
        assertThat(found.unlikely()).isBetween(0.02, 0.09);
    }

    @Test
    void theSeedDecidesAndThreadsDoNot() {
        ScalingScenario scenario = ScalingScenario.withPeak().get(5);
        assertThat(new ScalingRates(SIMULATIONS, 1).law(scenario)).isEqualTo(WITH_PEAK.get(5));
        assertThat(new ScalingRates(SIMULATIONS, 2).law(scenario)).isNotEqualTo(WITH_PEAK.get(5));
        assertThatThrownBy(() -> new ScalingRates(0, 1)).hasMessage("simulations must be at least 1, was 0");
    }
}
