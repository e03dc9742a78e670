package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The smallest true mean difference that the sign-flip test of n pairs sees with a given power, were the noise normal (Bloom
 * 1995, Evaluation Review 19(5), 547–556, "minimum detectable effects").
 *
 * <p>Bloom's formula, (t of the level + t of the power) × s / √n, is that of the t-test. The sign-flip test of a handful of
 * pairs needs more where its level is among its smallest p-values: at 2.5 % it sees what the formula says in 77 % of all cases
 * with 7 pairs, and in 70 % with 6, rather than in 80 %. So the power of the test itself is simulated, with the same draws
 * whenever it is asked. A larger effect never makes a draw's p-value larger, since the test turns at an order statistic of the
 * means of subsets (Hartigan 1969, J. Am. Stat. Assoc. 64, 1303–1317); so each draw of noise has an effect from which on it is
 * seen, and what is looked for is that which suffices for the share of draws that the power asks for.
 */
public final class SmallestEffect {
    /** So many that the error of the power is 0.006: √(0.8 × 0.2 / draws). */
    private static final int DRAWS = 5_000;

    private static final long SEED = 1969;
    /** How close to the effect that a draw needs the search for it ends, in standard deviations. */
    private static final double STEP = 0.001;
    /** Between so many leasts it is interpolated, which is closer than the draws resolve. */
    private static final int STEPS = 200;
    /** What rounding leaves of the spread of equal differences. */
    private static final double NO_SPREAD = 1e-12;

    private final int pairs;
    private final double power;
    /** The effect from which on each draw is seen, and the mean of its noise, in standard deviations. */
    private final double[] needed;

    private final double[] means;
    private final double spreads;
    /** The least up to which the test alone decides in every draw, and that from which on the least alone does. */
    private final double harmlessLeast;

    private final double decidingLeast;
    /** The effect at leasts from the one to the other, evenly spread. */
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
        this.harmlessLeast = turns[0];
        this.decidingLeast = turns[turns.length - 1];
        for (int i = 0; i <= STEPS; i++) {
            between[i] = searched(harmlessLeast + (decidingLeast - harmlessLeast) * i / STEPS);
        }
    }

    /**
     * Returns the smallest effect, or nothing if n pairs cannot reach the level, or are fewer than two and so have no spread.
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
        // Its numbers are specified, unlike those of newer generators: the same on every JDK.
        Random random = new Random(SEED);
        double[][] noise = new double[DRAWS][pairs];
        for (double[] draw : noise) {
            Arrays.setAll(draw, i -> random.nextGaussian());
        }
        return noise;
    }

    /** Searches between a mean of 0, whose p-value is above one half, and no difference below 0, whose is the smallest. */
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

    /** Returns the same if only a mean of the least or more counts as seen. */
    private double spreads(double least) {
        if (least <= harmlessLeast) {
            return spreads;
        }
        if (least >= decidingLeast) {
            // From there on each draw needs the least, short of its mean.
            return between[STEPS] + least - decidingLeast;
        }
        double step = (least - harmlessLeast) / (decidingLeast - harmlessLeast) * STEPS;
        int before = Math.min(STEPS - 1, (int) step);
        return between[before] + (step - before) * (between[before + 1] - between[before]);
    }

    private double searched(double least) {
        double[] effects = new double[needed.length];
        Arrays.setAll(effects, i -> Math.max(needed[i], least - means[i]));
        return sufficient(effects);
    }

    /** Returns the effect that suffices for the share of draws that the power asks for; sorts what the draws need. */
    private double sufficient(double[] effects) {
        Arrays.sort(effects);
        return effects[(int) Math.ceil(power * effects.length) - 1];
    }

    /**
     * Returns the effect in the unit of the differences, whose standard deviation is taken for the true one; nothing if they
     * have no spread beyond rounding: then the least itself is seen.
     *
     * @param differences as many as there are pairs
     * @param least what their mean has to reach besides to count as seen; 0 if the test alone decides
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
