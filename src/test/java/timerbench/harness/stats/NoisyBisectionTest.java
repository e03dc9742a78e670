package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.stats.NoisyBisection.Group;

class NoisyBisectionTest {
    private static final Path POOL = Path.of("docs/calibration/pool.csv");
    private static final double[] LAST = {0.09, 0.11, 0.10, 0.12, 0.08};

    @Test
    void atFirstAllAreAsProbable() {
        assertThat(new NoisyBisection(4, LAST).probabilities())
                .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-9));
    }

    @Test
    void aRaisedCandidateMovesTheProbabilityToItAndThoseBefore() {
        NoisyBisection bisection = new NoisyBisection(4, LAST);
        assertThat(bisection.next(OptionalInt.empty())).hasValue(1);
        bisection.observe(1, 0.1);
        double[] probabilities = bisection.probabilities();
        assertThat(probabilities[0]).isEqualTo(probabilities[1], within(1e-9)).isGreaterThan(0.45);
        assertThat(probabilities[2]).isEqualTo(probabilities[3], within(1e-9)).isLessThan(0.05);
        assertThat(Arrays.stream(probabilities).sum()).isEqualTo(1, within(1e-9));
        assertThat(bisection.next(OptionalInt.of(1))).hasValue(0);
    }

    @Test
    void aCandidateThatIsNotRaisedMovesItToThoseAfter() {
        NoisyBisection bisection = new NoisyBisection(4, LAST);
        bisection.observe(1, 0.003);
        assertThat(bisection.probabilities()[3]).isGreaterThan(0.45);
        assertThat(bisection.next(OptionalInt.of(1))).hasValue(2);
    }

    @Test
    void aMeasurementHalfwayShowsNothingAndTheCandidateIsMeasuredAgain() {
        NoisyBisection bisection = new NoisyBisection(4, LAST);
        bisection.observe(1, 0.05);
        assertThat(bisection.probabilities()[0]).isBetween(0.15, 0.35);
        assertThat(bisection.next(OptionalInt.of(1))).hasValue(1);
    }

    @Test
    void noSingleOutlierDecides() {
        NoisyBisection bisection = new NoisyBisection(2, LAST);
        for (int i = 0; i < 3; i++) {
            bisection.observe(0, 0.001 * i);
        }
        double before = bisection.probabilities()[1];
        bisection.observe(0, 5);
        assertThat(before).isGreaterThan(0.99);
        assertThat(bisection.probabilities()[1]).isGreaterThan(0.95);
    }

    @Test
    void aSkippedCandidateIsNotDistinguishedFromTheNext() {
        NoisyBisection bisection = new NoisyBisection(4, LAST);
        bisection.skip(1);
        assertThat(bisection.groups())
                .extracting(Group::first, Group::last)
                .containsExactly(tuple(0, 0), tuple(1, 2), tuple(3, 3));
        assertThat(bisection.groups().get(1).probability()).isEqualTo(0.5, within(1e-9));
        assertThat(bisection.next(OptionalInt.of(1))).isNotEqualTo(OptionalInt.of(1));
        bisection.skip(0);
        bisection.skip(2);
        assertThat(bisection.next(OptionalInt.empty())).isEmpty();
        assertThat(bisection.best().probability()).isEqualTo(1, within(1e-9));
        assertThatThrownBy(() -> bisection.skip(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSingleCandidateIsSureAtOnce() {
        NoisyBisection bisection = new NoisyBisection(1, LAST);
        assertThat(bisection.best().probability()).isEqualTo(1, within(1e-9));
        assertThat(bisection.next(OptionalInt.empty())).isEmpty();
    }

    @Test
    void theFewestGroupsHoldTheProbabilityAskedFor() {
        NoisyBisection bisection = new NoisyBisection(8, LAST);
        bisection.observe(3, 0.1);
        assertThat(bisection.fewest(0.9)).extracting(Group::last).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theEffectIsThatOfTheMeasurementsWithARangeAroundIt() {
        NoisyBisection bisection = new NoisyBisection(3, LAST);
        assertThat(bisection.effect()).isEqualTo(0.1, within(0.01));
        assertThat(bisection.effectWithin(0.95).contains(0.1)).isTrue();
        assertThat(bisection.effectWithin(0.95).low()).isGreaterThan(0.06);
    }

    /**
     * Each simulated bisection begins as a gate does: pairs of the last candidate, until they are surely above 0. So
     * its first estimate is too large, as a gate's is.
     */
    @ParameterizedTest
    @CsvSource({"0.068, 0.93, 12", "0.2, 0.93, 6"})
    void ofThoseThatAreSureAsManyAreRightAsTheyState(double effect, double rightAtLeast, int medianAtMost)
            throws IOException {
        double[] noise = cpuNoise();
        SplittableRandom random = new SplittableRandom(1);
        int runs = 1_000;
        int sure = 0;
        int right = 0;
        List<Integer> pairs = new ArrayList<>();
        while (pairs.size() < runs) {
            double[] gate = gate(effect, noise, random);
            if (gate.length == 0) {
                continue;
            }
            int culprit = random.nextInt(16);
            NoisyBisection bisection = new NoisyBisection(16, gate);
            OptionalInt at = OptionalInt.empty();
            int used = 0;
            while (bisection.best().probability() < 0.95 && used < 60) {
                at = bisection.next(at);
                double value = (culprit <= at.getAsInt() ? effect : 0) + draw(noise, random);
                bisection.observe(at.getAsInt(), value);
                used++;
            }
            pairs.add(used);
            if (bisection.best().probability() >= 0.95) {
                sure++;
                right += bisection.best().last() == culprit ? 1 : 0;
            }
        }
        assertThat((double) right / sure).isGreaterThanOrEqualTo(rightAtLeast);
        assertThat(sure).isGreaterThan(runs * 95 / 100);
        assertThat(pairs.stream().sorted().toList().get(runs / 2)).isLessThanOrEqualTo(medianAtMost);
    }

    private static double[] gate(double effect, double[] noise, SplittableRandom random) {
        double[] values = IntStream.range(0, 24)
                .mapToDouble(i -> effect + draw(noise, random))
                .toArray();
        for (int n = 6; n <= values.length; n++) {
            double[] first = Arrays.copyOf(values, n);
            if (MeanInterval.of(first, 0.99)
                    .flatMap(Estimate::interval)
                    .filter(interval -> interval.low() > 0)
                    .isPresent()) {
                return first;
            }
        }
        return new double[0];
    }

    /** Both sides of those pairs were the same service, so each ratio could as well be its inverse. */
    private static double draw(double[] noise, SplittableRandom random) {
        return noise[random.nextInt(noise.length)] * (random.nextBoolean() ? 1 : -1);
    }

    private static double[] cpuNoise() throws IOException {
        List<String> lines = Files.readAllLines(POOL);
        List<String> header = List.of(lines.get(0).split(","));
        int scenario = header.indexOf("scenario");
        int cpu = header.indexOf("cpuSecondsPerThousand");
        return IntStream.iterate(1, line -> line + 1 < lines.size(), line -> line + 2)
                .filter(line -> lines.get(line).split(",", -1)[scenario].equals("same"))
                .mapToDouble(line -> Math.log(value(lines, line + 1, cpu) / value(lines, line, cpu)))
                .filter(Double::isFinite)
                .toArray();
    }

    private static double value(List<String> lines, int line, int column) {
        String cell = lines.get(line).split(",", -1)[column];
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
