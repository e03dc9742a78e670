package timerbench.harness.targets.dialect;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a service is like, beside how it spells its API. All that has to wait for it waits accordingly.
 *
 * @param leastLead the least time before {@code executeAt} at which a timer can be created or moved
 * @param pollInterval how often due timers are looked for, and so the most by which callbacks come late by design
 * @param resolution the unit of due times
 * @param attempts of each callback, if requests cannot set them; empty if that is not known
 * @param retryInterval the longest time between two attempts, if requests cannot set it
 */
public record ServiceFacts(
        Duration leastLead, Duration pollInterval, Duration resolution, OptionalInt attempts, Duration retryInterval) {
    /** The time that a request may take until the service has read it. */
    private static final Duration UNDERWAY = Duration.ofSeconds(1);

    public ServiceFacts {
        for (Duration duration : new Duration[] {leastLead, pollInterval, retryInterval}) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("wanted durations of at least 0, got " + duration);
            }
        }
        if (resolution.toMillis() < 1
                || !Duration.ofMillis(resolution.toMillis()).equals(resolution)) {
            throw new IllegalArgumentException("resolution: wanted whole milliseconds, at least 1, got " + resolution);
        }
        if (attempts.isPresent() && attempts.getAsInt() < 1) {
            throw new IllegalArgumentException("attempts: wanted at least 1, got " + attempts.getAsInt());
        }
    }

    /** Returns the time ahead at which a timer is due that may be created: the wanted one, or the least. */
    public Duration lead(Duration wanted) {
        Duration least = leastLead.isZero() ? leastLead : leastLead.plus(UNDERWAY);
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    /** Returns by how much a callback may come late, or a further attempt after the one before, by design. */
    public Duration slack() {
        return pollInterval.plus(retryInterval);
    }
}
