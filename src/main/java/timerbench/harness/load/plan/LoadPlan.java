package timerbench.harness.load.plan;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/** What load is coming, as far as its progress and its figures need to know. Times are since its first request. */
public interface LoadPlan {
    /** What phases are told to. */
    Duration STEP = Duration.ofMillis(100);

    /** Returns how long the load lasts that counts in no figure. */
    Duration warmUp();

    /** Returns how long the load lasts until its last request. */
    Duration total();

    /** Returns the steady load that figures are of. */
    Period hold(Instant start, Instant end);

    /** Returns what is asked for a second during it; nothing if no rate is. */
    default List<Metric> asked() {
        return List.of();
    }

    /** Returns the rate asked for at that time, of all requests together; empty if no rate is. */
    default OptionalDouble rateAt(Duration sinceStart) {
        return OptionalDouble.empty();
    }

    /** Returns when an open load's requests are to start, the warm-up aside, by the names of its requests. */
    default Map<String, List<OpenInjectionStep>> starts() {
        return Map.of();
    }

    /**
     * Returns by how many nanoseconds a request is late that its virtual user sends now, if the plan itself tells
     * users when.
     */
    default OptionalLong lagNanos(Session session) {
        return OptionalLong.empty();
    }

    /** Returns what the load does at that time, in a word. */
    String phaseAt(Duration sinceStart);

    /** Returns when each phase begins that comes within so long, by {@link #phaseAt}, to a tenth of a second. */
    default Map<Duration, String> phases(Duration within) {
        Map<Duration, String> phases = new LinkedHashMap<>();
        String last = "";
        for (Duration at = Duration.ZERO; at.compareTo(within) <= 0; at = at.plus(STEP)) {
            String phase = phaseAt(at);
            if (!phase.equals(last)) {
                phases.put(at, phase);
                last = phase;
            }
        }
        return phases;
    }

    /** Returns how many connections it needs at the same time, if an answer takes a second. */
    default long connections() {
        double most = 0;
        for (Duration at = Duration.ZERO; at.compareTo(total()) <= 0; at = at.plusSeconds(1)) {
            most = Math.max(most, rateAt(at).orElse(0));
        }
        return (long) Math.ceil(most);
    }

    /** Returns the load as a person reads it. */
    String describe();
}
