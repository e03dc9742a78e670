package timerbench.harness.experiment.paired;

import java.time.Duration;

/**
 * The {@code gate.explain} block of the settings: the pair under profilers.
 *
 * @param hold load of each side that is profiled
 * @param slice of both sides' hold, in which they are compared to learn the noise of a difference
 */
public record ExplainSettings(Duration hold, Duration slice) {
    private static final int LEAST_SLICES = 5;

    public ExplainSettings {
        if (slice.isNegative() || slice.isZero() || hold.multipliedBy(2).dividedBy(slice) < LEAST_SLICES) {
            throw new IllegalArgumentException("explain: both sides' hold must be at least " + LEAST_SLICES
                    + " slices, was 2 × " + hold + " with slices of " + slice);
        }
    }
}
