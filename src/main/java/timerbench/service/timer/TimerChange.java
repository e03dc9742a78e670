package timerbench.service.timer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A change to a pending timer. Empty components leave the timer as it is. */
public record TimerChange(
        TimerKey key,
        Optional<Instant> executeAt,
        Optional<String> callbackUrl,
        Optional<String> payload,
        Optional<RetryPolicy> retryPolicy,
        Optional<Duration> callbackTimeout,
        Instant updatedAt) {
    public TimerChange {
        requireNonNull(key, "key");
        executeAt.ifPresent(instant -> Micros.require("executeAt", instant));
        Micros.require("updatedAt", updatedAt);
    }

    /** Returns the timer after this change. */
    public Timer applyTo(Timer timer) {
        return new Timer(
                timer.key(),
                executeAt.orElse(timer.executeAt()),
                callbackUrl.orElse(timer.callbackUrl()),
                payload.or(timer::payload),
                retryPolicy.orElse(timer.retryPolicy()),
                callbackTimeout.orElse(timer.callbackTimeout()),
                timer.createdAt(),
                updatedAt);
    }
}
