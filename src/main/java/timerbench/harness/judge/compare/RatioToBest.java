package timerbench.harness.judge.compare;

import timerbench.harness.stats.PairedRatio;

/**
 * A variant held against the reference of its column.
 *
 * @param ratio of the variant to the reference, over the repeats that both have
 */
public record RatioToBest(PairedRatio ratio, Difference difference) {}
