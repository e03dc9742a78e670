package timerbench.harness.load.plan;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.concurrent.duration.FiniteDuration;

/** Arrivals of virtual users of an open load. Gatling makes them from rates and durations, at times of its own. */
final class Arrivals {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Arrivals() {}

    /** Returns when the first user arrives, since the start of the phase; empty if none does. */
    private static Optional<Duration> first(OpenInjectionStep phase) {
        Iterator<FiniteDuration> arrivals = phase.asScala().chain(Iterator$.MODULE$.empty());
        return arrivals.hasNext() ? Optional.of(Duration.ofNanos(arrivals.next().toNanos())) : Optional.empty();
    }

    /**
     * Checks that more than one user arrives in this phase: a single one arrives as it begins, and then Gatling ends.
     *
     * @throws IllegalArgumentException if fewer arrive
     */
    static void requireSome(String name, OpenInjectionStep phase) {
        Iterator<FiniteDuration> arrivals = phase.asScala().chain(Iterator$.MODULE$.empty());
        if (arrivals.slice(0, 2).size() < 2) {
            throw new IllegalArgumentException(
                    name + " sends fewer than two requests; raise the rate, or make it longer");
        }
    }

    /**
     * Checks that the first request comes as soon as the warm-up begins: it is the origin of all phases.
     *
     * @param warmUps of all operations, which begin together
     * @throws IllegalArgumentException if it comes later, or never
     */
    static void requireSoon(Collection<OpenInjectionStep> warmUps) {
        Optional<Duration> first =
                warmUps.stream().flatMap(phase -> first(phase).stream()).min(Comparator.naturalOrder());
        if (first.isEmpty() || first.get().compareTo(SOON) > 0) {
            throw new IllegalArgumentException("the warm-up sends "
                    + first.map(after -> "its first request after " + Durations.text(after))
                            .orElse("no request")
                    + "; raise its rate, so that one is sent within the first second");
        }
    }
}
