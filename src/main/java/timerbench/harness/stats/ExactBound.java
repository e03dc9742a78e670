package timerbench.harness.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Between which limits a share lies of which k in n cases were seen, exactly by the binomial distribution, so also for none
 * and for all (Clopper & Pearson 1934, Biometrika 26, 404–413). It holds the true share at least as often as it says.
 */
public final class ExactBound {
    private ExactBound() {}

    /**
     * Returns the share that the true one is not above: of 0 in n, 1 − (1 − confidence)^(1/n).
     *
     * @param seen 0 … cases
     * @param cases at least 1
     * @param confidence how often the true share is not above it: 0.95 for 95 %
     */
    public static double upper(int seen, int cases, double confidence) {
        require(seen, cases, confidence);
        return seen == cases
                ? 1
                : BetaDistribution.of(seen + 1.0, cases - seen).inverseCumulativeProbability(confidence);
    }

    /** Returns the share that the true one is not below; what is given is as for {@link #upper}. */
    public static double lower(int seen, int cases, double confidence) {
        require(seen, cases, confidence);
        return seen == 0 ? 0 : BetaDistribution.of(seen, cases - seen + 1.0).inverseSurvivalProbability(confidence);
    }

    /** Returns both, each with half of the doubt; what is given is as for {@link #upper}. */
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
