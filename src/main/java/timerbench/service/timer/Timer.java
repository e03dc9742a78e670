package timerbench.service.timer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A promise to call {@code callbackUrl} at or after {@code executeAt}. Instants have microseconds, the finest unit that
 * every database keeps.
 *
 * @param payload a JSON object as text, handed back in the callback unchanged
 */
public record Timer(
        TimerKey key,
        Instant executeAt,
        String callbackUrl,
        Optional<String> payload,
        RetryPolicy retryPolicy,
        Duration callbackTimeout,
        Instant createdAt,
        Instant updatedAt) {
    public static final Duration DEFAULT_CALLBACK_TIMEOUT = Duration.ofSeconds(30);

    /** What a create or update may ask for. Stores may hold timers of an older version with more. */
    public static final Duration LONGEST_CALLBACK_TIMEOUT = Duration.ofMinutes(1);

    public Timer {
        requireNonNull(key, "key");
        requireNonNull(callbackUrl, "callbackUrl");
        requireNonNull(payload, "payload");
        requireNonNull(retryPolicy, "retryPolicy");
        requireNonNull(callbackTimeout, "callbackTimeout");
        Micros.require("executeAt", executeAt);
        Micros.require("createdAt", createdAt);
        Micros.require("updatedAt", updatedAt);
    }
}
