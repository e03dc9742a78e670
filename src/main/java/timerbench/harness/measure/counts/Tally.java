package timerbench.harness.measure.counts;

/**
 * How often something happened, as the target knows it.
 *
 * @param highest above {@code lowest} by the times of which the target does not know: callbacks that failed there may
 *     have arrived all the same
 */
public record Tally(long lowest, long highest) {

    public Tally {
        if (lowest < 0 || highest < lowest) {
            throw new IllegalArgumentException(
                    "a tally must not be negative or upside down, was " + lowest + " to " + highest);
        }
    }

    /** Returns whether that count fits. */
    public boolean allows(long count) {
        return lowest <= count && count <= highest;
    }
}
