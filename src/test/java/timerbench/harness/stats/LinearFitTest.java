package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearFitTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void anExactLineIsFound() {
        LinearFit fit = LinearFit.of(new double[] {1e3, 1e5, 1e7}, new double[] {503, 800, 30_500}, CONFIDENCE)
                .orElseThrow();
        assertThat(fit.slope().value()).isCloseTo(0.003, within(1e-6));
        assertThat(fit.intercept().value()).isCloseTo(500, within(1.0));
    }

    @Test
    void withoutTwoPlacesOrThreePointsThereIsNoLine() {
        assertThat(LinearFit.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}, CONFIDENCE)).isEmpty();
        assertThat(LinearFit.of(new double[] {1, 2}, new double[] {1, 2}, CONFIDENCE)).isEmpty();
        assertThatThrownBy(() -> LinearFit.of(new double[] {1}, new double[] {}, CONFIDENCE))
                .hasMessageContaining("1 x cannot pair with 0 y");
    }
}
