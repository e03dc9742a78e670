package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The minimum detectable effect of the sign-flip test (Bloom 1995, Evaluation Review 19(5), 547–556): the smallest
 * true mean difference that the test of n pairs detects with a given power, if the noise is normal.
 *
 * <p>Bloom's formula, (t of the level + t of the power) × s / √n, holds for the t-test. With a handful of pairs, the
 * sign-flip test needs a larger effect where the level is among its smallest p-values: at 2.5 % it detects the effect
 * of the formula in 77 % of all cases with 7 pairs, and in 70 % with 6, instead of 80 %. So the power of the test
 * itself is simulated, always with the same draws of noise. A larger effect never makes a draw's p-value larger,
 * since the test turns at an order statistic of the means of subsets (Hartigan 1969, J. Am. Stat. Assoc. 64,
 * 1303–1317). So each draw has an effect from which on it is detected. The minimum detectable effect is the one that
 * suffices for as many draws as the power asks for.
 *
 * <p>An effect may also have to reach a given least mean to count. Then each draw needs the larger of two effects:
 * the one for the test, and the one for the least mean.
 */
public final class SmallestEffect {
    /** The number of draws. The standard error of the power is √(0.8 × 0.2 / draws) = 0.006. */
    private static final int DRAWS = 5_000;

    private static final long SEED = 1969;

    /** The precision of the effect that a draw needs, in standard deviations. */
    private static final double STEP = 0.001;

    /** The number of steps between which effects are interpolated. They are finer than the draws resolve. */
    private static final int STEPS = 200;

    /** The spread of equal differences that rounding may leave. */
    private static final double NO_SPREAD = 1e-12;

    private final int pairs;
    private final double power;

    /** The effect from which on the test detects each draw, in standard deviations. */
    private final double[] needed;

    /** The mean of the noise of each draw, in standard deviations. */
    private final double[] means;

    private final double spreads;

    /** Up to this least mean, the test alone decides in every draw: the least mean changes nothing. */
    private final double testDecides;

    /** From this least mean on, it alone decides in every draw: a draw that reaches it passes the test. */
    private final double leastDecides;

    /**
     * The effect at evenly spaced least means from the one bound to the other, where some draws need more for either
     * reason.
     */
    private final double[] between = new double[STEPS + 1];

    private SmallestEffect(int pairs, double power, double[][] noise, double level) {
        this.pairs = pairs;
        this.power = power;
        this.needed =
                Arrays.stream(noise).mapToDouble(draw -> needed(draw, level)).toArray();
        this.means = Arrays.stream(noise).mapToDouble(SmallestEffect::mean).toArray();
        this.spreads = sufficient(needed.clone());
        double[] turns = IntStream.range(0, needed.length)
                .mapToDouble(i -> needed[i] + means[i])
                .sorted()
                .toArray();
        this.testDecides = turns[0];
        this.leastDecides = turns[turns.length - 1];
        for (int i = 0; i <= STEPS; i++) {
            between[i] = searched(testDecides + (leastDecides - testDecides) * i / STEPS);
        }
    }

    /**
     * Returns the smallest effect, or nothing if n pairs cannot reach the level, or if a single pair has no spread.
     *
     * @param level one-sided, above 0 and below 0.5
     * @param power from 0.5, below 1: 0.8 for 80 %
     */
    public static Optional<SmallestEffect> of(int pairs, double level, double power) {
        if (!(level > 0 && level < 0.5 && power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException(
                    "wanted 0 < level < 0.5 and 0.5 <= power < 1, were " + level + " and " + power);
        }
        return pairs < 2 || SignFlip.attainable(pairs, level) == 0
                ? Optional.empty()
                : Optional.of(new SmallestEffect(pairs, power, noise(pairs), level));
    }

    private static double[][] noise(int pairs) {
        // The numbers of this generator are specified, so they are the same on every JDK.
        Random random = new Random(SEED);
        double[][] noise = new double[DRAWS][pairs];
        for (double[] draw : noise) {
            Arrays.setAll(draw, i -> random.nextGaussian());
        }
        return noise;
    }

    /**
     * Searches by bisection. With a mean of 0 the p-value is above one half; with no difference below 0 it is the
     * smallest.
     */
    private static double needed(double[] noise, double level) {
        double low = -mean(noise);
        double high = -Arrays.stream(noise).min().orElseThrow();
        while (high - low > STEP) {
            double middle = (low + high) / 2;
            double[] differences =
                    Arrays.stream(noise).map(value -> value + middle).toArray();
            if (SignFlip.pValue(differences) <= level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Returns the effect in standard deviations of the differences. */
    public double spreads() {
        return spreads;
    }

    /** Returns the effect in standard deviations if the mean must also reach a least one to count. */
    private double spreads(double least) {
        if (least <= testDecides) {
            return spreads;
        }
        if (least >= leastDecides) {
            // From there on each draw needs the least mean minus the mean of its noise.
            return between[STEPS] + least - leastDecides;
        }
        double step = (least - testDecides) / (leastDecides - testDecides) * STEPS;
        int before = Math.min(STEPS - 1, (int) step);
        return between[before] + (step - before) * (between[before + 1] - between[before]);
    }

    private double searched(double least) {
        double[] effects = new double[needed.length];
        Arrays.setAll(effects, i -> Math.max(needed[i], least - means[i]));
        return sufficient(effects);
    }

    /**
     * Sorts the effects that the draws need, and returns the one that suffices for as many draws as the power asks
     * for.
     */
    private double sufficient(double[] effects) {
        Arrays.sort(effects);
        return effects[(int) Math.ceil(power * effects.length) - 1];
    }

    /**
     * Returns the effect in the unit of the differences. Their standard deviation is taken for the true one. If they
     * have no spread beyond rounding there is no effect to return: then the least itself is detected.
     *
     * @param differences one for each pair
     * @param least the mean that they must also reach to count; 0 if the test alone decides
     */
    public Optional<Double> in(double[] differences, double least) {
        if (differences.length != pairs) {
            throw new IllegalArgumentException("wanted " + pairs + " differences, were " + differences.length);
        }
        double mean = mean(differences);
        double squares = Arrays.stream(differences)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (pairs - 1));
        return deviation < NO_SPREAD ? Optional.empty() : Optional.of(spreads(least / deviation) * deviation);
    }
}
