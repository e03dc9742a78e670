package timerbench.harness.stats;

import java.util.Optional;

/**
 * An estimated number.
 *
 * @param interval absent if there are no repeats, or if they do not differ: then nothing shows how far it may be off
 */
public record Estimate(double value, Optional<Interval> interval) {}
