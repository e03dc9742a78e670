package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known changes are found where they are, and what is none is seldom called one. */
class ChangePointsTest {
    private static final ChangePoints.Rules RULES = new ChangePoints.Rules(50, 0.0005, 0.02);

    private static double[] series(int count, IntToDoubleFunction level, double noise, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> level.applyAsDouble(i) * (1 + noise * random.nextGaussian()))
                .toArray();
    }

    private static List<Integer> places(double[] values) {
        return ChangePoints.of(values, RULES).stream().map(ChangePoint::at).toList();
    }

    @Test
    void aStepIsFoundAtItsPlaceWithBothLevels() {
        double[] values = series(60, i -> i < 35 ? 100 : 110, 0.01, 1);

        List<ChangePoint> points = ChangePoints.of(values, RULES);

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.at()).isEqualTo(35);
            assertThat(point.before()).isCloseTo(100, within(1.0));
            assertThat(point.after()).isCloseTo(110, within(1.0));
            assertThat(point.change()).isCloseTo(0.1, within(0.01));
            assertThat(point.pValue()).isLessThan(1e-6);
        });
    }

    /** The first window ends at 50, so that it cannot place a change from 46 on. */
    @ParameterizedTest
    @ValueSource(ints = {43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53})
    void aStepAtTheEndOfAWindowIsFoundOnceAndAtItsPlace(int at) {
        for (int seed = 0; seed < 50; seed++) {
            double[] values = series(80, i -> i < at ? 100 : 130, 0.03, seed);
            assertThat(places(values))
                    .as("seed %d", seed)
                    .filteredOn(place -> Math.abs(place - at) < 10)
                    .containsExactly(at);
        }
    }

    @Test
    void aSmallWindowFindsAStepToo() {
        for (int window = 16; window < 32; window++) {
            for (int at = 30; at < 50; at++) {
                int step = at;
                double[] values = series(80, i -> i < step ? 100 : 130, 0.01, at);
                assertThat(ChangePoints.of(values, new ChangePoints.Rules(window, 0.0005, 0.02)))
                        .as("window %d, step at %d", window, at)
                        .extracting(ChangePoint::at)
                        .containsExactly(at);
            }
        }
    }

    @Test
    void severalStepsAreAllFound() {
        double[] values = series(300, i -> i < 60 ? 100 : i < 130 ? 120 : i < 200 ? 90 : 100, 0.02, 2);

        assertThat(places(values)).hasSize(3).satisfies(found -> {
            assertThat(found.get(0)).isBetween(59, 61);
            assertThat(found.get(1)).isBetween(129, 131);
            assertThat(found.get(2)).isBetween(199, 201);
        });
    }

    @Test
    void aStepIsFoundInMostOfNoisySeriesAndCloseToItsPlace() {
        long found = IntStream.range(0, 200)
                .filter(seed -> places(series(80, i -> i < 40 ? 100 : 105, 0.03, seed)).stream()
                        .anyMatch(at -> Math.abs(at - 40) <= 5))
                .count();
        assertThat(found).isGreaterThan(180);
    }

    @Test
    void aChangeThatIsUndoneSoonIsFoundAmongManyValues() {
        double[] values = series(400, i -> i >= 200 && i < 215 ? 130 : 100, 0.02, 3);

        assertThat(places(values)).containsExactly(200, 215);
    }

    @Test
    void aSingleOutlierIsNoChange() {
        for (int at : new int[] {0, 1, 20, 38, 39}) {
            double[] values = series(40, i -> i == at ? 1_000 : 100, 0.01, 4);
            assertThat(places(values)).as("outlier at %d", at).isEmpty();
        }
    }

    @Test
    void aRampIsTakenForSteps() {
        double[] values = series(100, i -> 100 + i, 0.01, 5);

        List<ChangePoint> points = ChangePoints.of(values, RULES);

        assertThat(points)
                .hasSizeBetween(2, 20)
                .allSatisfy(point -> assertThat(point.change()).isPositive());
    }

    @Test
    void whatIsSmallerThanAskedForIsNotTold() {
        double[] values = series(200, i -> i < 100 ? 100 : 101, 0.001, 6);

        assertThat(places(values)).isEmpty();
        assertThat(ChangePoints.of(values, new ChangePoints.Rules(50, 0.001, 0.005)))
                .extracting(ChangePoint::at)
                .containsExactly(100);
    }

    @Test
    void valuesWithoutSpreadChangeSurelyOrNotAtAll() {
        assertThat(places(new double[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5})).isEmpty();
        assertThat(ChangePoints.of(new double[] {5, 5, 5, 5, 5, 6, 6, 6, 6, 6}, RULES))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.at()).isEqualTo(5);
                    assertThat(point.pValue()).isZero();
                });
    }

    @Test
    void fewValuesHaveNoChange() {
        assertThat(places(new double[0])).isEmpty();
        assertThat(places(new double[] {1, 2, 3, 100, 101, 102})).isEmpty();
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        double[] values = new double[20];
        Arrays.fill(values, 1);
        values[3] = Double.NaN;
        assertThatThrownBy(() -> ChangePoints.of(values, RULES)).hasMessage("change points need finite values");
        assertThatThrownBy(() -> new ChangePoints.Rules(7, 0.001, 0)).hasMessage("window must be at least 8, was 7");
        assertThatThrownBy(() -> new ChangePoints.Rules(50, 0, 0))
                .hasMessage("level must be between 0 and 0.1, was 0.0");
        assertThatThrownBy(() -> new ChangePoints.Rules(50, 0.01, Double.NaN))
                .hasMessage("least-change must be 0 or more, was NaN");
    }
}
