package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
        List<Scaling> scaling =
                Scaling.of(List.of(point(4, 290, 310), point(1, 90, 110), point(2, 190, 170)), CONFIDENCE);
        assertThat(scaling).extracting(Scaling::at).containsExactly(1.0, 2.0, 4.0);
        assertThat(scaling.get(0).speedUp()).contains(new MeanRatio(1, Optional.empty()));
        assertThat(scaling.get(0).efficiency()).contains(new MeanRatio(1, Optional.empty()));
        MeanRatio speedUp = scaling.get(2).speedUp().orElseThrow();
        MeanRatio efficiency = scaling.get(2).efficiency().orElseThrow();
        assertThat(speedUp)
                .isEqualTo(MeanRatio.of(new double[] {290, 310}, new double[] {90, 110}, CONFIDENCE)
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
    void valuesBetweenTwoRatesWidenTheIntervalAsFarAsTheyMayBeOff() {
        MeasuredPoint first = new MeasuredPoint(1, List.of(100.0, 100.0), List.of(125.0, 125.0));
        MeasuredPoint second = new MeasuredPoint(2, List.of(200.0, 200.0), List.of(250.0, 250.0));
        MeanRatio alike =
                Scaling.of(List.of(first, second), CONFIDENCE).get(1).speedUp().orElseThrow();
        assertThat(alike.ratio()).isCloseTo(2, within(1e-12));
        assertThat(alike.interval().orElseThrow().low()).isCloseTo(200.0 / 125, within(1e-12));
        assertThat(alike.interval().orElseThrow().high()).isCloseTo(250.0 / 100, within(1e-12));
        MeasuredPoint differing = new MeasuredPoint(2, List.of(200.0, 250.0), List.of(250.0, 312.5));
        MeanRatio wider = Scaling.of(List.of(first, differing), CONFIDENCE)
                .get(1)
                .speedUp()
                .orElseThrow();
        Interval exact = MeanRatio.of(differing.values(), first.values(), CONFIDENCE)
                .flatMap(MeanRatio::interval)
                .orElseThrow();
        assertThat(wider.interval().orElseThrow().high()).isCloseTo(exact.high() * 1.25, within(1e-9));
        MeasuredPoint once = new MeasuredPoint(2, List.of(200.0), List.of(250.0));
        assertThat(Scaling.of(List.of(first, once), CONFIDENCE).get(1).speedUp().flatMap(MeanRatio::interval))
                .isEmpty();
    }

    @Test
    void aPointThatIsNoneIsRefused() {
        assertThatThrownBy(() -> point(1)).hasMessageContaining("a point needs a finite place and finite values");
        assertThatThrownBy(() -> point(1, Double.NaN)).hasMessageContaining("finite values");
        assertThatThrownBy(() -> point(Double.NaN, 1)).hasMessageContaining("a finite place");
        assertThatThrownBy(() -> new MeasuredPoint(1, List.of(2.0), List.of(1.0)))
                .hasMessageContaining("was [2.0] up to [1.0] at 1.0");
        assertThatThrownBy(() -> new MeasuredPoint(1, List.of(0.0), List.of(1.0)))
                .hasMessageContaining("limits from there up");
        assertThatThrownBy(() -> new MeasuredPoint(1, List.of(2.0), List.of(3.0, 4.0)))
                .hasMessageContaining("limits");
    }

    @Test
    void oneRepeatHasNoIntervalAndNothingIsNoThroughput() {
        assertThat(Scaling.of(List.of(point(1, 1), point(2, 3)), CONFIDENCE)
                        .get(1)
                        .speedUp())
                .hasValueSatisfying(ratio -> assertThat(ratio.ratio()).isCloseTo(3, within(1e-12)))
                .hasValueSatisfying(ratio -> assertThat(ratio.interval()).isEmpty());
        assertThat(Scaling.of(List.of(point(1, 1), point(2, 0)), CONFIDENCE)
                        .get(1)
                        .speedUp())
                .isEmpty();
        Scaling fromNone =
                Scaling.of(List.of(point(0, 1), point(2, 3)), CONFIDENCE).get(1);
        assertThat(fromNone.speedUp()).isPresent();
        assertThat(fromNone.efficiency()).isEmpty();
        assertThat(Scaling.of(List.of(), CONFIDENCE)).isEmpty();
    }

    private static MeasuredPoint point(double at, double... values) {
        return new MeasuredPoint(at, Arrays.stream(values).boxed().toList());
    }
}
