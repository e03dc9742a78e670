package timerbench.service.timer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A promise to call {@code callbackUrl} at or after {@code executeAt}. Instants are in microseconds, the finest unit
 * that every database keeps.
 *
 * @param payload a JSON object as text, returned unchanged in the callback
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

    /** The longest timeout of a create or update. Stores may hold longer ones from an older version. */
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
