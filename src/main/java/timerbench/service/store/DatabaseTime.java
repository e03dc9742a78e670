package timerbench.service.store;

import java.time.Duration;
import java.time.Instant;

/**
 * What a database's clock showed.
 *
 * @param shown cut to the resolution: the clock stood between this and less than one resolution later
 */
public record DatabaseTime(Instant shown, Duration resolution) {
    public DatabaseTime {
        if (resolution.isZero() || resolution.isNegative()) {
            throw new IllegalArgumentException("resolution of a database's clock must be positive, was " + resolution);
        }
    }
}
