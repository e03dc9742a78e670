package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what docs/measurements.md reports about the places of changes. */
class PlacementsTest {
    private static final ChangePoints.Rules RULES = new ChangePoints.Rules(50, 0.0005, 0.02);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void threeOfFourStepsAreNamedExactly(long seed) {
        Placements all = StepSeries.STEPS.stream()
                .map(step -> Placements.of(StepSeries.all(seed), step, RULES))
                .reduce(new Placements(0, 0, 0, 0), Placements::plus);

        assertThat(all.series()).isEqualTo(100);
        assertThat(all.exact()).isGreaterThanOrEqualTo(75);
        assertThat(all.near()).isGreaterThanOrEqualTo(97);
        assertThat(all.further()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aStepOfSixDeviationsIsAlwaysNamedExactly(long seed) {
        assertThat(Placements.of(StepSeries.all(seed), 0.3, RULES).exact()).isEqualTo(20);
    }

    @Test
    void placesAreCountedByHowFarTheyAreFromTheStep() {
        assertThat(Placements.of(40, List.of(40))).isEqualTo(new Placements(1, 1, 1, 0));
        assertThat(Placements.of(40, List.of(35, 45))).isEqualTo(new Placements(1, 0, 1, 1));
        assertThat(Placements.of(40, List.of(46))).isEqualTo(new Placements(1, 0, 0, 1));
        assertThat(Placements.of(40, List.of())).isEqualTo(new Placements(1, 0, 0, 0));
    }

    @Test
    void theSameSeedMakesTheSameSeries() {
        assertThat(StepSeries.all(5)).isEqualTo(StepSeries.all(5)).isNotEqualTo(StepSeries.all(6));
    }
}
