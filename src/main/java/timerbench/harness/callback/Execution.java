package timerbench.harness.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** So many timers executed, the first due at that instant, the last callback arrived at that one. */
public record Execution(long timers, Instant firstDue, Instant lastArrival) {
    public Duration length() {
        return Duration.between(firstDue, lastArrival);
    }

    /** Returns the timers executed a second; empty where they took no time. */
    public Optional<Double> perSecond() {
        long nanos = length().toNanos();
        return nanos > 0 ? Optional.of(timers / (nanos / 1e9)) : Optional.empty();
    }
}
