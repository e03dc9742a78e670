package timerbench.harness.callback;

import java.time.Instant;

/**
 * What a callback says of itself.
 *
 * @param attempt from 1
 */
public record Callback(String groupId, String timerId, Instant executeAt, int attempt) {
    public Callback {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: wanted at least 1, got " + attempt);
        }
    }
}
