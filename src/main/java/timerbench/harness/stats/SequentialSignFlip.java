package timerbench.harness.stats;

import java.util.Arrays;

/**
 * The paired test by flipped signs for several metrics at once, that looks after each pair and may stop at any of
 * them.
 *
 * <p>One coin flips all metrics of a pair. If both of each pair are alike, each sequence of signs is equally likely,
 * whatever the noise, the drift and the dependence between metrics are (Fisher 1935, The Design of Experiments, §21).
 * A sequence is judged by its largest statistic over the metrics (Westfall & Young 1993, Resampling-Based Multiple
 * Testing): the sum of the signed values, divided by the root of the sum of their squares, which no sign changes. At
 * each look the sequences with the largest statistics are rejected, as many as the {@link Spending} allows by then, and
 * they stay rejected. The observed sequence is one of them, so the probability that it is ever rejected is at most the
 * level.
 *
 * <p>Values beyond {@value #CAP} times the median magnitude so far, of those above 0, are cut to it, so that a single
 * pair cannot hide what the others show. Magnitudes have no signs, so the test stays exact.
 *
 * <p>Up to {@value #ENUMERATED} pairs, all sequences are compared. From then on, it is a subgroup of 4096 of them: the
 * test stays exact, because the observed sequence is as likely as any other that the subgroup makes of it (Koning &
 * Hemerik 2024, Biometrika 111(2), 441–458). The subgroup is the extended binary Golay code (Golay 1949), of which any
 * two sequences differ in at least 8 of 24 signs.
 */
public final class SequentialSignFlip {
    /** The largest number of pairs. */
    public static final int MOST = 24;

    /** The number of pairs of which all sequences of signs are compared. */
    private static final int ENUMERATED = MOST / 2;

    /** The largest value that counts, in median magnitudes. Chosen by simulation (docs/decisions/0021). */
    private static final double CAP = 1.5;

    /** The first row of the circulant matrix of the code: 0 and the squares modulo 11. */
    private static final int CIRCULANT = 0b01000111011;

    private static final int CIRCLE = ENUMERATED - 1;

    /** The signs of the pairs that are not enumerated, by pair and sequence. */
    private static final double[][] LATER_SIGNS = laterSigns();

    private final Spending spending;

    /** The sums by metric and sequence. Bit i of a sequence's index is the sign of pair i; the observed one is 0. */
    private final double[][] sums;

    /** The sums of squares by metric. */
    private final double[] squares;

    /** The magnitudes by metric, ascending; those of the pairs so far come first. */
    private final double[][] magnitudes;

    private final boolean[] shown;
    private boolean[] rejected = new boolean[1];
    private int rejections;
    private int pairs;

    public SequentialSignFlip(int metrics, Spending spending) {
        if (metrics < 1 || spending.most() > MOST) {
            throw new IllegalArgumentException("wanted at least 1 metric and at most " + MOST + " pairs, were "
                    + metrics + " and " + spending.most());
        }
        this.spending = spending;
        this.sums = new double[metrics][1];
        this.squares = new double[metrics];
        this.magnitudes = new double[metrics][spending.most()];
        this.shown = new boolean[metrics];
    }

    /**
     * Adds a pair and looks at all so far.
     *
     * @param values one for each metric, finite, above 0 in the direction that is tested; with both of the pair
     *     exchanged, they have the opposite sign
     */
    public void add(double... values) {
        if (values.length != sums.length || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "wanted " + sums.length + " finite values, were " + Arrays.toString(values));
        }
        if (pairs == spending.most()) {
            throw new IllegalStateException("there are " + pairs + " pairs already, the most that are tested");
        }
        for (int metric = 0; metric < values.length; metric++) {
            double value = capped(magnitudes[metric], values[metric]);
            squares[metric] += value * value;
            sums[metric] = pairs < ENUMERATED ? doubled(sums[metric], value) : continued(sums[metric], value);
        }
        if (pairs < ENUMERATED) {
            rejected = Arrays.copyOf(rejected, 2 * rejected.length);
            System.arraycopy(rejected, 0, rejected, rejected.length / 2, rejected.length / 2);
            rejections *= 2;
        }
        pairs++;
        look();
    }

    /** Adds the value to the magnitudes, and returns it, cut to the largest that counts. Values of 0 have no say. */
    private double capped(double[] ascending, double value) {
        int last = pairs;
        ascending[last] = Math.abs(value);
        Arrays.sort(ascending, 0, last + 1);
        int first = 0;
        while (first < last && ascending[first] == 0) {
            first++;
        }
        double median = (ascending[(first + last) / 2] + ascending[(first + last + 1) / 2]) / 2;
        return Math.max(-CAP * median, Math.min(CAP * median, value));
    }

    /** Continues each sequence with either sign. */
    private static double[] doubled(double[] sums, double value) {
        double[] doubled = new double[2 * sums.length];
        for (int i = 0; i < sums.length; i++) {
            doubled[i] = sums[i] + value;
            doubled[sums.length + i] = sums[i] - value;
        }
        return doubled;
    }

    /** Continues each sequence with the sign that the code gives it. */
    private double[] continued(double[] sums, double value) {
        double[] signs = LATER_SIGNS[pairs - ENUMERATED];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += signs[i] * value;
        }
        return sums;
    }

    private static double[][] laterSigns() {
        double[][] signs = new double[MOST - ENUMERATED][1 << ENUMERATED];
        for (int column = 0; column < signs.length; column++) {
            int mask = mask(column + ENUMERATED);
            Arrays.setAll(signs[column], i -> (Integer.bitCount(i & mask) & 1) == 0 ? 1 : -1);
        }
        return signs;
    }

    /** Returns which of the first signs make up the sign of a later pair: their product. */
    static int mask(int pair) {
        int column = pair - ENUMERATED;
        int all = (1 << CIRCLE) - 1;
        return column == CIRCLE
                ? all
                : (1 << CIRCLE) | (((CIRCULANT >>> column) | (CIRCULANT << (CIRCLE - column))) & all);
    }

    private void look() {
        int allowed = (int) (spending.by(pairs) * rejected.length) - rejections;
        if (allowed <= 0) {
            return;
        }
        double[] statistics = statistics();
        double kept = largestKept(statistics, allowed);
        for (int i = 0; i < rejected.length; i++) {
            if (!rejected[i] && statistics[i] > kept) {
                rejected[i] = true;
                rejections++;
            }
        }
        if (rejected[0]) {
            for (int metric = 0; metric < shown.length; metric++) {
                shown[metric] |= squares[metric] > 0 && sums[metric][0] * scale(metric) > kept;
            }
        }
    }

    private double scale(int metric) {
        return 1 / Math.sqrt(squares[metric]);
    }

    /** Returns the largest statistic over the metrics of each sequence; metrics without any value are no part of it. */
    private double[] statistics() {
        double[] statistics = new double[rejected.length];
        Arrays.fill(statistics, Double.NEGATIVE_INFINITY);
        for (int metric = 0; metric < sums.length; metric++) {
            if (squares[metric] > 0) {
                double scale = scale(metric);
                double[] of = sums[metric];
                for (int i = 0; i < statistics.length; i++) {
                    statistics[i] = Math.max(statistics[i], of[i] * scale);
                }
            }
        }
        return statistics;
    }

    /** Returns the largest statistic that may not be rejected. Of those that are alike, all are rejected or none. */
    private double largestKept(double[] statistics, int allowed) {
        double[] left = new double[rejected.length - rejections];
        int count = 0;
        for (int i = 0; i < rejected.length; i++) {
            if (!rejected[i]) {
                left[count++] = statistics[i];
            }
        }
        return smallest(left, count - 1 - allowed);
    }

    /** Returns the value that would have this index if they were sorted (Hoare 1961, Algorithm 65). */
    private static double smallest(double[] values, int index) {
        int from = 0;
        int to = values.length - 1;
        while (from < to) {
            double pivot = values[(from + to) >>> 1];
            int low = from;
            int high = to;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    double swapped = values[low];
                    values[low++] = values[high];
                    values[high--] = swapped;
                }
            }
            if (index <= high) {
                to = high;
            } else if (index >= low) {
                from = low;
            } else {
                return values[index];
            }
        }
        return values[index];
    }

    /** Returns how many pairs there are. */
    public int pairs() {
        return pairs;
    }

    /** Returns whether the pairs so far have shown that a metric is above 0. What is shown stays shown. */
    public boolean shows(int metric) {
        return shown[metric];
    }

    /** Returns whether any metric is shown to be above 0. */
    public boolean shows() {
        return rejected[0];
    }

    /** Returns the share of the sequences that are rejected so far: the level that is spent. */
    double spent() {
        return (double) rejections / rejected.length;
    }
}
