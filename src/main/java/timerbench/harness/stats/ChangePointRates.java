package timerbench.harness.stats;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures how often {@link ChangePoints} is wrong, with series whose truth is known: noise without any change, and
 * noise with a step of the level.
 *
 * <p>All noise is drawn from a distribution with a mean of 0 and a standard deviation of 5 % of the level.
 */
public final class ChangePointRates {
    private static final double LEVEL = 100;
    private static final double SPREAD = 0.05;
    private static final int SERIES_LENGTH = 500;
    private static final int STEP_LENGTH = 80;
    private static final int NEAR = 5;

    private final ChangePoints.Rules rules;
    private final int values;
    private final long seed;

    /** Kinds of noise as in series of measurements, with a mean of 0 and a standard deviation of 1. */
    public enum Noise {
        NORMAL("normal") {
            @Override
            double next(Random random, double last) {
                return random.nextGaussian();
            }
        },
        /** Three degrees of freedom: runs on shared machines have such tails. */
        STUDENT("Student's t, 3 degrees of freedom") {
            @Override
            double next(Random random, double last) {
                double squares = IntStream.range(0, 3)
                        .mapToDouble(i -> random.nextGaussian())
                        .map(value -> value * value)
                        .sum();
                // t is a normal over the root of squares / 3; its variance is 3, so both factors cancel out.
                return random.nextGaussian() / Math.sqrt(squares);
            }
        },
        LOGNORMAL("lognormal, sigma 0.5") {
            @Override
            double next(Random random, double last) {
                double mean = Math.exp(0.125);
                double deviation = mean * Math.sqrt(Math.expm1(0.25));
                return (Math.exp(0.5 * random.nextGaussian()) - mean) / deviation;
            }
        },
        /** A machine that is slow today is often slow tomorrow. */
        CORRELATED("normal, autocorrelated by 0.3") {
            @Override
            double next(Random random, double last) {
                return 0.3 * last + Math.sqrt(1 - 0.3 * 0.3) * random.nextGaussian();
            }
        };

        private final String words;

        Noise(String words) {
            this.words = words;
        }

        /** Returns the name of the noise. */
        public String words() {
            return words;
        }

        abstract double next(Random random, double last);
    }

    /**
     * @param values how many values to draw of each kind of noise, and of each step; at least 500
     * @param seed of the noise
     */
    public ChangePointRates(ChangePoints.Rules rules, int values, long seed) {
        if (values < SERIES_LENGTH) {
            throw new IllegalArgumentException("values must be at least " + SERIES_LENGTH + ", was " + values);
        }
        this.rules = rules;
        this.values = values;
        this.seed = seed;
    }

    /** Returns how many changes are reported in a thousand values without any. */
    public double falseChangesPerThousand(Noise noise) {
        int series = values / SERIES_LENGTH;
        Random random = new Random(seed);
        long found = IntStream.range(0, series)
                .mapToLong(i -> ChangePoints.of(series(noise, SERIES_LENGTH, 0, random), rules)
                        .size())
                .sum();
        return 1_000.0 * found / (series * (long) SERIES_LENGTH);
    }

    /**
     * Returns the share of series of 80 values in which a step in the middle is found, within five values of its
     * place.
     *
     * @param step the step as a share of the level: 0.05 for 5 %
     */
    public double found(double step) {
        int series = values / STEP_LENGTH;
        Random random = new Random(seed);
        long found = IntStream.range(0, series)
                .filter(i -> ChangePoints.of(series(Noise.NORMAL, STEP_LENGTH, step, random), rules).stream()
                        .anyMatch(point -> Math.abs(point.at() - STEP_LENGTH / 2) <= NEAR))
                .count();
        return (double) found / series;
    }

    private static double[] series(Noise noise, int length, double step, Random random) {
        double[] series = new double[length];
        double last = 0;
        for (int i = 0; i < length; i++) {
            last = noise.next(random, last);
            series[i] = LEVEL * ((i < length / 2 ? 1 : 1 + step) + SPREAD * last);
        }
        return series;
    }
}
