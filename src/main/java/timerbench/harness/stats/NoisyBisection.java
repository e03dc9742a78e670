package timerbench.harness.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Searches the one of several candidates, in a given order, from which on a measured value is raised, though each
 * measurement is noisy.
 *
 * <p>This is probabilistic bisection (Horstein 1963, IEEE Transactions on Information Theory 9(3), 136–143; Waeber,
 * Frazier &amp; Henderson 2013, SIAM Journal on Control and Optimization 51(3), 2261–2279): every candidate has a
 * probability, at first the same, and each measurement changes it by Bayes' rule. Unlike there, the probability of a
 * wrong answer is not known, and an answer is a number: before the culprit it is 0, and from the culprit on it is the
 * effect, both with noise. The noise has Student's distribution with few degrees of freedom, so no single outlier
 * decides. The effect and the spread of the noise are unknown, too: the probability is one of all three together,
 * on a grid, so what is stated as sure is not surer than the estimate of both.
 */
public final class NoisyBisection {
    private static final double DEGREES = 4;
    private static final int EFFECTS = 40;
    private static final int SPREADS = 15;

    /** The largest effect that is thought possible, as a multiple of the first estimate. */
    private static final double LARGEST = 2;

    /** The largest spread that is thought possible, as a multiple of the first estimate; its inverse for the least. */
    private static final double WIDEST = 4;

    /** The least first estimate of the spread, as a share of the effect's. */
    private static final double LEAST_SPREAD = 0.01;

    /** The median of absolute deviations, as a share of the standard deviation, of normal noise. */
    private static final double MAD_OF_NORMAL = 0.6745;

    /** A candidate is measured again if that shows at least this share of what the best one shows. */
    private static final double WORTH_STAYING = 0.8;

    private final double[] effects = new double[EFFECTS];
    private final double[] spreads = new double[SPREADS];

    /** By candidate; then by effect and spread. They add up to 1. */
    private final double[][] weights;

    private final boolean[] skipped;

    /**
     * Neighbours that cannot be distinguished, because only the last of them can be measured.
     *
     * @param first index of the first
     * @param last index of the last
     * @param probability that the culprit is one of them
     */
    public record Group(int first, int last, double probability) {}

    /**
     * Starts a search.
     *
     * @param candidates how many there are; the last one is known to be raised
     * @param last measurements of the last candidate, at least two, with a mean above 0
     */
    public NoisyBisection(int candidates, double[] last) {
        double mean = Arrays.stream(last).average().orElse(Double.NaN);
        if (candidates < 1 || last.length < 2 || !(mean > 0 && Double.isFinite(mean))) {
            throw new IllegalArgumentException("wanted candidates, and measurements of the last with a mean above 0,"
                    + " were " + candidates + " and " + Arrays.toString(last));
        }
        double spread = Math.max(spread(last), LEAST_SPREAD * mean);
        Arrays.setAll(effects, i -> LARGEST * mean * (i + 1) / EFFECTS);
        Arrays.setAll(spreads, i -> spread * Math.pow(WIDEST, 2.0 * i / (SPREADS - 1) - 1));
        weights = new double[candidates][EFFECTS * SPREADS];
        skipped = new boolean[candidates];
        for (double[] each : weights) {
            Arrays.fill(each, 1);
        }
        for (double value : last) {
            observe(candidates - 1, value);
        }
    }

    /** Returns a spread that a single outlier does not change much: the median of absolute deviations. */
    private static double spread(double[] values) {
        double median = Median.of(values);
        return Median.of(Arrays.stream(values)
                        .map(value -> Math.abs(value - median))
                        .toArray())
                / MAD_OF_NORMAL;
    }

    /** Learns from a measurement of a candidate. */
    public void observe(int candidate, double value) {
        double[] raised = new double[EFFECTS * SPREADS];
        double[] unchanged = new double[EFFECTS * SPREADS];
        for (int i = 0; i < raised.length; i++) {
            double spread = spreads[i % SPREADS];
            raised[i] = density((value - effects[i / SPREADS]) / spread) / spread;
            unchanged[i] = density(value / spread) / spread;
        }
        double sum = 0;
        for (int culprit = 0; culprit < weights.length; culprit++) {
            double[] likelihood = culprit <= candidate ? raised : unchanged;
            for (int i = 0; i < likelihood.length; i++) {
                weights[culprit][i] *= likelihood[i];
                sum += weights[culprit][i];
            }
        }
        for (double[] each : weights) {
            for (int i = 0; i < each.length; i++) {
                each[i] /= sum;
            }
        }
    }

    /** Returns the density of Student's distribution, without its constant factor. */
    private static double density(double z) {
        return Math.pow(1 + z * z / DEGREES, -(DEGREES + 1) / 2);
    }

    /** Learns that a candidate cannot be measured. It cannot be distinguished from the next one from now on. */
    public void skip(int candidate) {
        if (candidate == weights.length - 1) {
            throw new IllegalArgumentException("the last candidate was measured already");
        }
        skipped[candidate] = true;
    }

    /** Returns the probability of each candidate. */
    public double[] probabilities() {
        return Arrays.stream(weights)
                .mapToDouble(each -> Arrays.stream(each).sum())
                .toArray();
    }

    /** Returns all candidates, in groups that can be distinguished. */
    public List<Group> groups() {
        double[] probabilities = probabilities();
        List<Group> groups = new ArrayList<>();
        int first = 0;
        for (int last = 0; last < skipped.length; last++) {
            if (!skipped[last]) {
                double probability =
                        Arrays.stream(probabilities, first, last + 1).sum();
                groups.add(new Group(first, last, probability));
                first = last + 1;
            }
        }
        return groups;
    }

    /** Returns the group that most probably contains the culprit. */
    public Group best() {
        return groups().stream()
                .max(Comparator.comparingDouble(Group::probability))
                .orElseThrow();
    }

    /** Returns the fewest groups that contain the culprit with this probability, in the order of the candidates. */
    public List<Group> fewest(double probability) {
        List<Group> fewest = new ArrayList<>();
        double sum = 0;
        for (Group group : groups().stream()
                .sorted(Comparator.comparingDouble(Group::probability).reversed())
                .toList()) {
            if (sum >= probability) {
                break;
            }
            fewest.add(group);
            sum += group.probability();
        }
        fewest.sort(Comparator.comparingInt(Group::first));
        return fewest;
    }

    /**
     * Returns the candidate whose measurement is expected to show most: the one that is raised with a probability next
     * to one half. The candidate that was measured before is good enough if it shows almost as much, since another one
     * has to be built first.
     *
     * @return empty if there is none to measure but the last
     */
    public OptionalInt next(OptionalInt before) {
        double[] shown = new double[weights.length];
        double raised = 0;
        for (Group group : groups()) {
            raised += group.probability();
            // What a weak signal shows of two cases grows with the variance of which one it is.
            shown[group.last()] = raised * (1 - raised);
        }
        OptionalInt best = IntStream.range(0, weights.length - 1)
                .filter(i -> !skipped[i])
                .boxed()
                .max(Comparator.comparingDouble(i -> shown[i]))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        boolean stays = before.isPresent()
                && best.isPresent()
                && !skipped[before.getAsInt()]
                && shown[before.getAsInt()] >= WORTH_STAYING * shown[best.getAsInt()];
        return stays ? before : best;
    }

    /** Returns the mean of the effect. */
    public double effect() {
        double[] chances = chancesOfEffects();
        return IntStream.range(0, EFFECTS)
                .mapToDouble(i -> chances[i] * effects[i])
                .sum();
    }

    /** Returns a range that contains the effect with this probability; it is as exact as the grid. */
    public Interval effectWithin(double probability) {
        double[] chances = chancesOfEffects();
        double tail = (1 - probability) / 2;
        return new Interval(quantile(chances, tail), quantile(chances, 1 - tail), probability);
    }

    private double quantile(double[] chances, double share) {
        double sum = 0;
        for (int i = 0; i < EFFECTS; i++) {
            sum += chances[i];
            if (sum >= share) {
                return effects[i];
            }
        }
        return effects[EFFECTS - 1];
    }

    private double[] chancesOfEffects() {
        return IntStream.range(0, EFFECTS)
                .mapToDouble(effect -> Arrays.stream(weights)
                        .flatMapToDouble(each ->
                                DoubleStream.of(Arrays.copyOfRange(each, effect * SPREADS, (effect + 1) * SPREADS)))
                        .sum())
                .toArray();
    }
}
