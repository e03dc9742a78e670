package timerbench.harness.stats;

/**
 * A confidence interval.
 *
 * @param confidence how often an interval made this way contains the true value, 0 to 1
 */
public record Interval(double low, double high, double confidence) {
    public Interval {
        if (!(low <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(
                    "an interval needs finite limits, low <= high, was " + low + " … " + high);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
