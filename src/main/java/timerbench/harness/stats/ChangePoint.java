package timerbench.harness.stats;

/**
 * A place where a series changes its level.
 *
 * @param at the index of the first value of the new level
 * @param before the mean of the values since the previous change point
 * @param after the mean of the values up to the next change point
 * @param pValue the probability of so large a difference of two means by chance, by Student's t-test. It does not
 *     account for the place being chosen for its difference
 */
public record ChangePoint(int at, double before, double after, double pValue) {
    /** Returns the change as a share of the level before; infinite if that was 0. */
    public double change() {
        return (after - before) / Math.abs(before);
    }
}
