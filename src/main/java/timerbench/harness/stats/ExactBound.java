package timerbench.harness.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact confidence limits of a share, from k of n cases (Clopper & Pearson 1934, Biometrika 26, 404–413). They come
 * from the binomial distribution, so they hold for no case and for all cases, too. The true share is within them at
 * least as often as the confidence says.
 */
public final class ExactBound {
    private ExactBound() {}

    /**
     * Returns the upper limit of the share. For 0 of n it is 1 − (1 − confidence)^(1/n).
     *
     * @param seen 0 … cases
     * @param cases at least 1
     * @param confidence how often the true share is not above the limit: 0.95 for 95 %
     */
    public static double upper(int seen, int cases, double confidence) {
        require(seen, cases, confidence);
        return seen == cases
                ? 1
                : BetaDistribution.of(seen + 1.0, cases - seen).inverseCumulativeProbability(confidence);
    }

    /** Returns the lower limit of the share, with parameters as in {@link #upper}. */
    public static double lower(int seen, int cases, double confidence) {
        require(seen, cases, confidence);
        return seen == 0 ? 0 : BetaDistribution.of(seen, cases - seen + 1.0).inverseSurvivalProbability(confidence);
    }

    /**
     * Returns the two-sided interval, with half of the error probability on each side and parameters as in
     * {@link #upper}.
     */
    public static Interval of(int seen, int cases, double confidence) {
        double each = (1 + confidence) / 2;
        return new Interval(lower(seen, cases, each), upper(seen, cases, each), confidence);
    }

    private static void require(int seen, int cases, double confidence) {
        if (cases < 1 || seen < 0 || seen > cases) {
            throw new IllegalArgumentException("wanted 0 … n seen of n cases, were " + seen + " of " + cases);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
        }
    }
}
