package timerbench.harness.load.plan;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/** Description of a load, as its progress and its figures need it. Times are since its first request. */
public interface LoadPlan {
    /** Resolution of the starts of phases. */
    Duration STEP = Duration.ofMillis(100);

    /** Returns how long the warm-up lasts, which counts in no figure. */
    Duration warmUp();

    /** Returns how long the load lasts until its last request. */
    Duration total();

    /** Returns how long the load usually lasts: the total, unless it may end sooner. */
    default Duration usual() {
        return total();
    }

    /** Returns the period of the steady load that figures describe. */
    Period hold(Instant start, Instant end);

    /** Returns the rates asked for during the hold; empty if the plan has none. */
    default List<Metric> asked() {
        return List.of();
    }

    /** Returns the rate asked for at this time, of all requests together; empty if the plan has none. */
    default OptionalDouble rateAt(Duration sinceStart) {
        return OptionalDouble.empty();
    }

    /** Returns the planned starts of an open load's requests without the warm-up, by the names of the requests. */
    default Map<String, List<OpenInjectionStep>> starts() {
        return Map.of();
    }

    /** Returns the planned starts of the requests of this name, one of {@link #starts}, since the load began. */
    default Iterator<FiniteDuration> startsOf(String request) {
        return Share.WHOLE.starts(starts().get(request));
    }

    /** Returns how many requests count, by their names; empty if that is not known before the load. */
    default Map<String, Long> requests() {
        return users(starts());
    }

    /** Returns how many requests the warm-up sends, by their names; empty if that is not known before the load. */
    default Map<String, Long> warmUpRequests() {
        return Map.of();
    }

    /** Returns what decides how many requests are sent; empty if that is known before the load. */
    default String unknownRequests() {
        return "";
    }

    /** Returns the number of virtual users that these steps inject, by the same names. */
    static Map<String, Long> users(Map<String, List<OpenInjectionStep>> steps) {
        Map<String, Long> users = new TreeMap<>();
        steps.forEach((name, each) -> users.put(
                name, each.stream().mapToLong(step -> step.asScala().users()).sum()));
        return users;
    }

    /**
     * Returns how late a request is that its virtual user sends now, in nanoseconds; empty unless the plan itself
     * sets its start.
     */
    default OptionalLong lagNanos(Session session) {
        return OptionalLong.empty();
    }

    /** Returns the phase of the load at this time, in a word. */
    String phaseAt(Duration sinceStart);

    /** Returns the start of each phase within this time, to a tenth of a second, with the word for it. */
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

    /** Returns the words for all phases that there may be. */
    default Set<String> phaseWords() {
        return new LinkedHashSet<>(phases(total()).values());
    }

    /** Returns how many connections the load needs at the same time if an answer takes a second. */
    default long connections() {
        double most = 0;
        for (Duration at = Duration.ZERO; at.compareTo(total()) <= 0; at = at.plusSeconds(1)) {
            most = Math.max(most, rateAt(at).orElse(0));
        }
        return (long) Math.ceil(most);
    }

    /** Returns a description of the load for people. */
    String describe();
}
