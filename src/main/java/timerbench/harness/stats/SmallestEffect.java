package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The smallest true mean difference that the sign-flip test of n pairs sees with a given power, were the noise normal (Bloom
 * 1995, Evaluation Review 19(5), 547–556, "minimum detectable effects").
 *
 * <p>Bloom's formula, (t of the level + t of the power) × s / √n, is that of the t-test. The sign-flip test of a handful of
 * pairs needs more where its level is among its smallest p-values: at 2.5 % it sees what the formula says in 77 % of all cases
 * with 7 pairs, and in 70 % with 6, rather than in 80 %. So the power of the test itself is simulated, with the same draws
 * whenever it is asked. A larger effect never makes a draw's p-value larger, since the test turns at an order statistic of the
 * means of subsets (Hartigan 1969, J. Am. Stat. Assoc. 64, 1303–1317); so the effect is found by bisection. It starts between
 * what the best test of a known spread needs, and what makes all differences positive often enough, which passes at any level
 * that can be reached.
 *
 * @param spreads the effect, in standard deviations of the differences
 */
public record SmallestEffect(int pairs, double level, double power, double spreads) {
    /** So many that the error of the power is 0.004: √(0.8 × 0.2 / draws). */
    private static final int DRAWS = 10_000;

    private static final long SEED = 1969;
    /** Where the search ends: below what the draws resolve. */
    private static final double STEP = 0.002;
    /** What rounding leaves of the spread of equal differences. */
    private static final double NO_SPREAD = 1e-12;

    /**
     * Returns the smallest effect, or nothing if n pairs cannot reach the level, or are fewer than two and so have no spread.
     *
     * @param level one-sided, above 0 and up to 0.5
     * @param power from 0.5, below 1: 0.8 for 80 %
     */
    public static Optional<SmallestEffect> of(int pairs, double level, double power) {
        if (!(level > 0 && level <= 0.5 && power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException(
                    "wanted 0 < level <= 0.5 and 0.5 <= power < 1, were " + level + " and " + power);
        }
        double attainable = SignFlip.attainable(pairs, level);
        return pairs < 2 || attainable == 0
                ? Optional.empty()
                : Optional.of(new SmallestEffect(pairs, level, power, spreads(pairs, attainable, power)));
    }

    private static double spreads(int pairs, double level, double power) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double tooLittle = (normal.inverseSurvivalProbability(level) + normal.inverseCumulativeProbability(power))
                / Math.sqrt(pairs);
        double enough = normal.inverseCumulativeProbability(Math.pow(power, 1.0 / pairs));
        return bisected(tooLittle, enough, level, power, noise(pairs));
    }

    private static double bisected(double tooLittle, double enough, double level, double power, List<double[]> noise) {
        double low = tooLittle;
        double high = enough;
        List<double[]> open = noise;
        int seenAtLow = 0;
        while (high - low > STEP) {
            double middle = (low + high) / 2;
            Map<Boolean, List<double[]>> bySight =
                    open.stream().collect(Collectors.partitioningBy(draw -> isSeen(draw, middle, level)));
            int seen = seenAtLow + bySight.get(true).size();
            // What is seen is so with a larger effect too, and what is not is not with a smaller one.
            if (seen < power * noise.size()) {
                low = middle;
                seenAtLow = seen;
                open = bySight.get(false);
            } else {
                high = middle;
                open = bySight.get(true);
            }
        }
        return high;
    }

    private static List<double[]> noise(int pairs) {
        // Its numbers are specified, unlike those of newer generators: the same on every JDK.
        Random random = new Random(SEED);
        return Stream.generate(() ->
                        DoubleStream.generate(random::nextGaussian).limit(pairs).toArray())
                .limit(DRAWS)
                .toList();
    }

    private static boolean isSeen(double[] noise, double effect, double level) {
        return SignFlip.pValue(Arrays.stream(noise).map(value -> value + effect).toArray()) <= level;
    }

    /**
     * Returns the effect in the unit of the differences, whose standard deviation is taken for the true one; nothing if they
     * have no spread beyond rounding: then none is too small to be seen.
     *
     * @param differences as many as there are pairs
     */
    public Optional<Double> in(double[] differences) {
        return deviation(differences).map(deviation -> spreads * deviation);
    }

    /**
     * Returns the smallest effect as {@link #in} does, if only a mean of the least or more counts as seen: the larger of what
     * the test needs and what the mean needs. Where both are the same, either can fail alone, and the power is 0.1 lower at
     * most.
     *
     * @param least in the unit of the differences
     */
    public Optional<Double> in(double[] differences, double least) {
        double ofMean = NormalDistribution.of(0, 1).inverseCumulativeProbability(power) / Math.sqrt(pairs);
        return deviation(differences).map(deviation -> Math.max(spreads * deviation, least + ofMean * deviation));
    }

    private Optional<Double> deviation(double[] differences) {
        if (differences.length != pairs) {
            throw new IllegalArgumentException("wanted " + pairs + " differences, were " + differences.length);
        }
        double mean = Arrays.stream(differences).average().orElseThrow();
        double squares = Arrays.stream(differences)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Optional.of(Math.sqrt(squares / (pairs - 1))).filter(deviation -> deviation >= NO_SPREAD);
    }
}
