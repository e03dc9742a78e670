package timerbench.service.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A reading of a database's clock.
 *
 * @param shown truncated to the resolution: the true time is less than one resolution later
 */
public record DatabaseTime(Instant shown, Duration resolution) {
    public DatabaseTime {
        if (resolution.isZero() || resolution.isNegative()) {
            throw new IllegalArgumentException("resolution of a database's clock must be positive, was " + resolution);
        }
    }
}
