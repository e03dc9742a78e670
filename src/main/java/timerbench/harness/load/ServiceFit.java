package timerbench.harness.load;

import java.time.Duration;
import java.util.function.Consumer;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.ServiceFacts;

/** Adapts a load to what the service is like by design, and notes what it changes for that. */
final class ServiceFit {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final ServiceFacts facts;
    private final Consumer<String> notes;

    ServiceFit(Dialect dialect, Consumer<String> notes) {
        this.dialect = dialect;
        this.facts = dialect.facts();
        this.notes = notes;
    }

    /** Returns the waits for callbacks, longer for a service that calls late, or again after a long time. */
    Drain.Waits waits(Duration drain, Duration listenOn) {
        Duration unit = dialect.unit();
        if (unit.compareTo(ONE_SECOND) >= 0) {
            notes.accept(
                    "timers are due " + (dialect.isDelay() ? "after whole multiples of " : "at whole multiples of ")
                            + Durations.text(unit) + ": no other is possible");
        }
        return new Drain.Waits(drain.plus(facts.slack()).plus(unit), listenOn.plus(facts.slack()));
    }

    /** Returns the greatest lateness at which a callback counts as on time. */
    Duration lateAfter(Duration wanted) {
        return wanted.plus(facts.pollInterval());
    }

    /** Returns how far ahead timers are due: as wanted, or later if the service takes nothing that is due so soon. */
    DueRange due(DueRange wanted) {
        DueRange due = wanted.notBefore(facts.lead(wanted.from()));
        if (!due.equals(wanted)) {
            notes.accept("timers are due " + due + " ahead, and not " + wanted
                    + ": the service accepts no timer due sooner than " + Durations.text(facts.leastLead()));
        }
        return due;
    }

    /** Returns the limits of callbacks. A service that polls may be late by its interval. */
    CallbackThresholds limits(CallbackThresholds wanted) {
        Duration polled = facts.pollInterval();
        if (polled.isZero()) {
            return wanted;
        }
        notes.accept("limits of lateness are raised by " + Durations.text(polled)
                + ", the interval at which the service looks for due timers");
        return wanted.later(polled);
    }
}
