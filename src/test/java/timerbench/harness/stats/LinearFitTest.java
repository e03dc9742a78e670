package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearFitTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void anExactLineIsFoundOverPowersOfTen() {
        LinearFit fit = fit(point(1e7, 30_500), point(1e3, 503), point(1e5, 800));
        assertThat(fit.slope().value()).isCloseTo(0.003, within(1e-12));
        assertThat(fit.intercept().value()).isCloseTo(500, within(1e-6));
        assertThat(fit.slope().interval()).isEmpty();
    }

    @Test
    void theIntervalIsStudentsWhereNoiseIsEqual() {
        LinearFit fit = fit(point(0, 1, 3), point(1, 2, 4));
        // By hand: means of variance 2 / 2 each, so an error of √2; 2 degrees of freedom, t = 4.302653.
        assertThat(fit.slope().value()).isCloseTo(1, within(1e-12));
        assertThat(fit.slope().interval().orElseThrow().high()).isCloseTo(1 + 4.302653 * Math.sqrt(2), within(1e-5));
        assertThat(fit.intercept().value()).isCloseTo(2, within(1e-12));
        assertThat(fit.intercept().interval().orElseThrow().low()).isLessThan(2 - 4.302653 * 1);
    }

    @Test
    void theIntervalIsThatOfTheNoisyEnd() {
        LinearFit fit = fit(point(0, 1, 1), point(1, 100, 140), point(0.5, 60, 60));
        // The mean of two values of a variance of 800, with one degree of freedom, weighs 1 in the slope.
        assertThat(fit.slope().interval().orElseThrow().high() - fit.slope().value())
                .isCloseTo(12.7062 * 20, within(1e-2));
    }

    @Test
    void pointsOffTheLineWidenTheInterval() {
        Interval straight = interval(point(0, 0.9, 1.1), point(1, 1.9, 2.1), point(2, 2.9, 3.1));
        Interval bent = interval(point(0, 0.9, 1.1), point(1, 3.9, 4.1), point(2, 2.9, 3.1));
        assertThat(bent.high() - bent.low()).isGreaterThan(4 * (straight.high() - straight.low()));
    }

    @Test
    void withoutRepeatsThatDifferThereIsNoInterval() {
        assertThat(fit(point(0, 1, 2), point(1, 3)).slope().interval()).isEmpty();
        LinearFit flat = fit(point(0, 0.1, 0.1, 0.1), point(1, 0.1, 0.1, 0.1));
        assertThat(flat.slope()).isEqualTo(new Estimate(0, Optional.empty()));
        assertThat(flat.intercept().interval()).isEmpty();
    }

    @Test
    void twoPlacesAreNeeded() {
        assertThat(LinearFit.of(List.of(point(1, 1, 2, 3)), CONFIDENCE)).isEmpty();
        assertThat(LinearFit.of(List.of(), CONFIDENCE)).isEmpty();
        assertThatThrownBy(() -> fit(point(1, 1), point(1, 2)))
                .hasMessageContaining("points must be at different values");
    }

    @Test
    void theIntervalHoldsTheTruthWhereNoiseGrowsWithTheValue() {
        Random random = new Random(1);
        int tries = 2_000;
        int held = 0;
        for (int i = 0; i < tries; i++) {
            List<MeasuredPoint> points =
                    Throughputs.noisy(x -> 200e6 + 500 * x, 3, 0.05, random, 1e3, 1e4, 1e5, 1e6, 1e7);
            if (LinearFit.of(points, CONFIDENCE)
                    .flatMap(fit -> fit.slope().interval())
                    .orElseThrow()
                    .contains(500)) {
                held++;
            }
        }
        assertThat((double) held / tries).isBetween(0.93, 0.98);
    }

    private static Interval interval(MeasuredPoint... points) {
        return fit(points).slope().interval().orElseThrow();
    }

    private static LinearFit fit(MeasuredPoint... points) {
        return LinearFit.of(List.of(points), CONFIDENCE).orElseThrow();
    }

    private static MeasuredPoint point(double x, double... y) {
        return new MeasuredPoint(x, Arrays.stream(y).boxed().toList());
    }
}
