package timerbench.harness.stats;

/**
 * Where a series changes its level.
 *
 * @param at the place of the first value of the new level, from 0
 * @param before mean of the values since the change point before
 * @param after mean of those up to the next
 * @param pValue how probable so large a difference of two means is by chance, by Student's t-test; that the place was chosen for
 *     its difference is not in it
 */
public record ChangePoint(int at, double before, double after, double pValue) {
    /** Returns by which share of the level before the level changed; infinite from 0. */
    public double change() {
        return (after - before) / Math.abs(before);
    }
}
