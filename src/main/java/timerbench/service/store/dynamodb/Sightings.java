package timerbench.service.store.dynamodb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which instances are alive, as this one sees it. DynamoDB has no clock that could be asked, and those of two
 * machines may differ, so none is compared: an instance is alive for its term from when this one first saw its latest
 * beat. One that has just come up gives those that it finds a whole term.
 */
final class Sightings {
    private final LongSupplier nanoClock;
    private final Map<String, Sighting> latest = new HashMap<>();

    private record Sighting(String beat, long sinceNanos) {}

    /** @param nanoClock nanoseconds that only ever rise */
    Sightings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Returns whether the instance is alive, having read this beat of it. */
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
