package timerbench.harness.measure.callback;

import java.time.Instant;

/**
 * What a callback says of itself.
 *
 * @param attempt from 1
 * @param numbered whether the callback says which attempt it is; if not, the receiver has counted
 * @param payload its {@link PayloadHash}; {@link PayloadHash#UNKNOWN} if nobody knows where callbacks carry it
 */
public record Callback(String groupId, String timerId, Instant executeAt, int attempt, boolean numbered, int payload) {
    public Callback {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: wanted at least 1, got " + attempt);
        }
    }

    /** A callback that says which attempt it is, and whose payload nobody knows. */
    public Callback(String groupId, String timerId, Instant executeAt, int attempt) {
        this(groupId, timerId, executeAt, attempt, true, PayloadHash.UNKNOWN);
    }
}
