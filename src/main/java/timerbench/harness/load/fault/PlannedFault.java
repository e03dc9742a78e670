package timerbench.harness.load.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.fault.FaultKind;

/**
 * A fault at an instant of the load.
 *
 * @param at since the end of the warm-up
 */
public record PlannedFault(Duration at, Fault fault) {
    public PlannedFault {
        if (at.isNegative()) {
            throw new IllegalArgumentException("at: must not be negative");
        }
    }

    /** An entry of the setting {@code faults}: at, kind and on are required. */
    record Entry(
            @Nullable Duration at,
            @Nullable FaultKind kind,
            @Nullable String on,
            @Nullable Duration lasts,
            @Nullable Duration latency,
            @Nullable String command,
            @Nullable String undo) {
        Entry {
            var unused = planned(at, kind, on, lasts, latency, command, undo);
        }

        PlannedFault planned() {
            return planned(at, kind, on, lasts, latency, command, undo);
        }

        private static PlannedFault planned(
                @Nullable Duration at,
                @Nullable FaultKind kind,
                @Nullable String on,
                @Nullable Duration lasts,
                @Nullable Duration latency,
                @Nullable String command,
                @Nullable String undo) {
            return new PlannedFault(
                    required("at", at),
                    new Fault(
                            required("kind", kind),
                            required("on", on),
                            Optional.ofNullable(lasts),
                            Optional.ofNullable(latency),
                            Optional.ofNullable(command),
                            Optional.ofNullable(undo)));
        }

        private static <T> T required(String name, @Nullable T value) {
            return Optional.ofNullable(value).orElseThrow(() -> new IllegalArgumentException(name + ": missing"));
        }
    }

    /** Returns whether another fault, which does not begin before this one, would disturb the same meanwhile. */
    boolean collidesWith(PlannedFault later) {
        Duration end = at.plus(fault.lasts().orElse(Duration.ZERO));
        return fault.meets(later.fault) && (fault.isForGood() || later.at.compareTo(end) <= 0);
    }

    /** Returns what is done when, for people, such as {@code kill service for 5 s at 20 s}. */
    public String text() {
        return fault.text() + " at " + Fault.text(at);
    }
}
