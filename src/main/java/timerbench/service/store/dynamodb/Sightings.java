package timerbench.service.store.dynamodb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which instances are alive, as seen by this one. DynamoDB has no clock to read, and the clocks of two machines may
 * differ, so clocks are not compared. An instance is alive for its term after this instance first saw its latest
 * heartbeat. An instance that has just started grants a whole term to all that it finds.
 */
final class Sightings {
    private final LongSupplier nanoClock;
    private final Map<String, Sighting> latest = new HashMap<>();

    private record Sighting(String beat, long sinceNanos) {}

    /** @param nanoClock a monotonic clock, in nanoseconds */
    Sightings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Returns whether the instance is alive, given the heartbeat that was just read. */
    synchronized boolean isAlive(String instance, String beat, Duration term) {
        long now = nanoClock.getAsLong();
        Sighting before = latest.get(instance);
        if (before == null || !before.beat.equals(beat)) {
            latest.put(instance, new Sighting(beat, now));
            return !term.isZero();
        }
        return now - before.sinceNanos < term.toNanos();
    }

    synchronized void forget(String instance) {
        latest.remove(instance);
    }
}
