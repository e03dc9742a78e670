package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void speedUpIsComparedWithTheSmallestValue() {
        List<Scaling> scaling = Scaling.of(
                List.of(point(4, 290, 310), point(1, 90, 110), point(2, 190, 170)), CONFIDENCE);
        assertThat(scaling).extracting(Scaling::at).containsExactly(1.0, 2.0, 4.0);
        assertThat(scaling.get(0).speedUp()).contains(new MeanRatio(1, Optional.empty()));
        assertThat(scaling.get(0).efficiency()).contains(new MeanRatio(1, Optional.empty()));
        MeanRatio speedUp = scaling.get(2).speedUp().orElseThrow();
        MeanRatio efficiency = scaling.get(2).efficiency().orElseThrow();
        assertThat(speedUp).isEqualTo(MeanRatio.of(new double[] {290, 310}, new double[] {90, 110}, CONFIDENCE)
                .orElseThrow());
        assertThat(efficiency.ratio()).isCloseTo(speedUp.ratio() / 4, within(1e-12));
        assertThat(efficiency.interval().orElseThrow().high())
                .isCloseTo(speedUp.interval().orElseThrow().high() / 4, within(1e-12));
    }

    @Test
    void efficiencyIsPerTimesTheSmallestValue() {
        assertThat(efficiency(0.25, 0.5)).isEqualTo(1);
        assertThat(efficiency(3, 6)).isEqualTo(1);
    }

    private static double efficiency(double first, double second) {
        return Scaling.of(List.of(point(first, 1, 1), point(second, 2, 2)), CONFIDENCE)
                .get(1)
                .efficiency()
                .orElseThrow()
                .ratio();
    }

    @Test
    void threeRepeatsCoverTheTruth() {
        Random random = new Random(1);
        int tries = 4_000;
        int held = 0;
        for (int i = 0; i < tries; i++) {
            List<MeasuredPoint> points = Throughputs.noisy(n -> n, 3, 0.05, random, 1, 4);
            if (Scaling.of(points, CONFIDENCE)
                    .get(1)
                    .speedUp()
                    .flatMap(MeanRatio::interval)
                    .orElseThrow()
                    .contains(4)) {
                held++;
            }
        }
        assertThat((double) held / tries).isBetween(0.94, 0.98);
    }

    @Test
    void oneRepeatHasNoIntervalAndNothingIsNoThroughput() {
        assertThat(Scaling.of(List.of(point(1, 1), point(2, 3)), CONFIDENCE).get(1).speedUp())
                .hasValueSatisfying(ratio -> assertThat(ratio.ratio()).isCloseTo(3, within(1e-12)))
                .hasValueSatisfying(ratio -> assertThat(ratio.interval()).isEmpty());
        assertThat(Scaling.of(List.of(point(1, 1), point(2, 0)), CONFIDENCE).get(1).speedUp())
                .isEmpty();
        Scaling fromNone = Scaling.of(List.of(point(0, 1), point(2, 3)), CONFIDENCE).get(1);
        assertThat(fromNone.speedUp()).isPresent();
        assertThat(fromNone.efficiency()).isEmpty();
        assertThat(Scaling.of(List.of(), CONFIDENCE)).isEmpty();
    }

    private static MeasuredPoint point(double at, double... values) {
        return new MeasuredPoint(at, Arrays.stream(values).boxed().toList());
    }
}
