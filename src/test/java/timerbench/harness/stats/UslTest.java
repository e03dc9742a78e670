package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.stats.Usl.NoPeak;

class UslTest {
    private static final double[] TO_16 = {1, 2, 4, 8, 12, 16};

    @ParameterizedTest
    @CsvSource({"0.03, 0.0042", "0, 0", "0.1, 0", "0, 0.01", "1, 0", "1, 0.02", "0.5, 0.3"})
    void exactPointsGiveTheirLaw(double alpha, double beta) {
        Usl usl = fit(Throughputs.exact(Throughputs.law(alpha, beta), 1, 2, 4, 8));
        assertThat(usl.contention().value()).isCloseTo(alpha, within(1e-6));
        assertThat(usl.coherency().value()).isCloseTo(beta, within(1e-6));
        assertThat(usl.ofOneUnit()).isCloseTo(1_000, within(1e-2));
        assertThat(usl.worstDeviation()).isLessThan(1e-6);
        assertThat(usl.throughput(6)).isCloseTo(Throughputs.law(alpha, beta).applyAsDouble(6), within(1e-2));
    }

    @Test
    void noOtherLawWithinTheLimitsIsCloser() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            List<MeasuredPoint> points = Throughputs.noisy(
                    Throughputs.law(random.nextDouble(), 0.1 * random.nextDouble()), 2, 0.3, random, 1, 2, 3, 5, 9);
            ScalingLaw.Data data = LogPoints.of(points).means();
            double found = ScalingLaw.fit(data, true).squares();
            for (double alpha = 0; alpha <= 1; alpha += 0.05) {
                for (double beta = 0; beta < 0.5; beta += 0.005) {
                    assertThat(data.law(alpha, beta).squares()).isGreaterThan(found - 1e-9);
                }
            }
        }
    }

    @Test
    void aPeakWithinTheMeasuredRangeIsShownWithItsInterval() {
        Usl usl = fit(noisy(0.03, 0.97 / (15.2 * 15.2), 6, 0.01, 1, 2, 4, 8, 12, 16, 24));
        Usl.Peak peak = usl.peak().orElseThrow();
        assertThat(peak.interval().contains(15.2)).isTrue();
        assertThat(peak.interval().contains(peak.at())).isTrue();
        assertThat(peak.interval().high() - peak.interval().low()).isLessThan(1.5);
        assertThat(usl.noPeak()).isEmpty();
        assertThat(usl.isContradicted()).isFalse();
        assertThat(usl.contention().interval().orElseThrow().contains(0.03)).isTrue();
        assertThat(usl.coherency().interval().orElseThrow().contains(0.0042)).isTrue();
    }

    @Test
    void throughputThatRisesWithoutEndHasNoPeak() {
        assertThat(fit(noisy(0.1, 0, 5, 0.02, TO_16)).noPeak()).contains(NoPeak.RISES);
        assertThat(fit(noisy(0, 0, 5, 0.02, TO_16)).noPeak()).contains(NoPeak.RISES);
    }

    @Test
    void throughputThatMerelyEndsRisingHasNoPeak() {
        List<MeasuredPoint> clear = Throughputs.noisy(n -> Math.min(n, 4), 3, 0.02, new Random(1), 1, 2, 4, 8, 16);
        assertThat(fit(clear).noPeak()).contains(NoPeak.NO_FIT);
        assertThat(fit(clear).isContradicted()).isTrue();
        List<MeasuredPoint> blurred = Throughputs.noisy(n -> Math.min(n, 6), 3, 0.035, new Random(1), 1, 2, 4, 8);
        assertThat(fit(blurred).fitProbability().orElseThrow()).isGreaterThan(0.01);
        assertThat(fit(blurred).noPeak()).contains(NoPeak.OTHER_LAW);
    }

    @Test
    void aPeakFarBeyondTheMeasuredRangeIsNotShown() {
        assertThat(fit(noisy(0.001, 0.999 / 400, 30, 0.002, 1, 2, 4, 6, 8)).noPeak())
                .contains(NoPeak.TOO_FAR);
    }

    @Test
    void withoutRepeatsThatDifferThereAreNoIntervalsAndNoPeak() {
        Usl once = fit(Throughputs.noisy(Throughputs.law(0.1, 0.1), 1, 0.02, new Random(1), TO_16));
        assertThat(once.contention().interval()).isEmpty();
        assertThat(once.coherency().interval()).isEmpty();
        assertThat(once.fitProbability()).isEmpty();
        assertThat(once.noPeak()).contains(NoPeak.NO_SPREAD);
        List<MeasuredPoint> alike = Stream.of(1, 2, 3, 4)
                .map(n -> new MeasuredPoint(n, List.of(100.0, 100.0, 100.0)))
                .toList();
        assertThat(fit(alike).noPeak()).contains(NoPeak.NO_SPREAD);
        assertThat(fit(alike).contention().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void repeatsOfASearchThatAreAlikeAreNotExact() {
        List<MeasuredPoint> alike = Stream.of(1, 2, 4, 8)
                .map(n -> new MeasuredPoint(n, List.of(100.0 * n, 100.0 * n), List.of(125.0 * n, 125.0 * n)))
                .toList();
        Interval contention = fit(alike).contention().interval().orElseThrow();
        // With a rate anywhere up to 1.25 times as high, 8 units may be 6.4 times as fast as one, or even faster than
        // 8.
        assertThat(contention.low()).isZero();
        assertThat(contention.high()).isBetween(0.05, 0.3);
        assertThat(fit(alike).noPeak()).contains(NoPeak.RISES);
        List<MeasuredPoint> once = Stream.of(1, 2, 4, 8)
                .map(n -> new MeasuredPoint(n, List.of(100.0 * n), List.of(125.0 * n)))
                .toList();
        assertThat(fit(once).contention().interval()).isEmpty();
    }

    @Test
    void pointsMayHaveDifferentNumbersOfRepeats() {
        List<MeasuredPoint> points = new ArrayList<>(noisy(0.1, 0.05, 4, 0.01, 1, 2, 4));
        points.add(new MeasuredPoint(8, List.of(Throughputs.law(0.1, 0.05).applyAsDouble(8))));
        assertThat(fit(points).coherency().interval().orElseThrow().contains(0.05))
                .isTrue();
    }

    @Test
    void aSingleRepeatMoreGivesWideIntervals() {
        List<MeasuredPoint> points = new ArrayList<>(Throughputs.exact(Throughputs.law(0.1, 0.05), 1, 2, 4));
        points.add(new MeasuredPoint(8, List.of(1_700.0, 1_800.0)));
        Interval contention = fit(points).contention().interval().orElseThrow();
        assertThat(contention.high() - contention.low()).isGreaterThan(0.3);
    }

    @Test
    void sharesOfACpuAreUnits() {
        List<MeasuredPoint> points = noisy(0.1, 0.05, 4, 0.01, 1, 2, 4, 8).stream()
                .map(point -> new MeasuredPoint(point.at() / 4, point.repeats()))
                .toList();
        Usl usl = fit(points);
        assertThat(usl.unit()).isEqualTo(0.25);
        assertThat(usl.peak().orElseThrow().interval().contains(Math.sqrt(0.9 / 0.05) / 4))
                .isTrue();
        assertThat(usl.throughput(0.25)).isCloseTo(usl.ofOneUnit(), within(1e-9));
    }

    @Test
    void theOrderOfThePointsDoesNotMatterAndTheSeedDecidesTheIntervals() {
        List<MeasuredPoint> points = noisy(0.1, 0.05, 3, 0.02, 1, 2, 4, 8);
        List<MeasuredPoint> reversed = new ArrayList<>(points);
        Collections.reverse(reversed);
        assertThat(Usl.of(reversed, 5)).isEqualTo(Usl.of(points, 5));
        assertThat(Usl.of(points, 6)).isNotEqualTo(Usl.of(points, 5));
    }

    @Test
    void whatCannotBeFittedIsRefusedWithTheReason() {
        assertRefused(Throughputs.exact(n -> n, 1, 2, 3), "needs at least 4 values of the axis, there are 3");
        assertRefused(Throughputs.exact(n -> n + 1, 0, 2, 3, 4), "needs values of the axis above 0");
        assertRefused(Throughputs.exact(n -> n - 1, 1, 2, 3, 4), "needs a throughput above 0 in all repeats");
        List<MeasuredPoint> twice = Throughputs.exact(n -> n, 1, 2, 2, 3);
        assertThatThrownBy(() -> Usl.of(twice, 1)).hasMessageContaining("points must be at different values");
    }

    private static void assertRefused(List<MeasuredPoint> points, String reason) {
        assertThat(Usl.refusal(points)).contains("the Universal Scalability Law " + reason);
        assertThat(Usl.of(points, 1)).isEqualTo(Optional.empty());
    }

    private static Usl fit(List<MeasuredPoint> points) {
        return Usl.of(points, 1).orElseThrow();
    }

    private static List<MeasuredPoint> noisy(double alpha, double beta, int repeats, double noise, double... at) {
        return Throughputs.noisy(Throughputs.law(alpha, beta), repeats, noise, new Random(1), at);
    }
}
