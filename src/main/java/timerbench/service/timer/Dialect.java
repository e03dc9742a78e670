package timerbench.service.timer;

import java.util.Locale;

/** The names that the HTTP API and the callbacks use: each dialect has the same operations and values. */
public enum Dialect {
    GROUPS("groupId", "timerId", "attempt", "maxAttempts", "maxAttemptsDuration"),
    DURABLE_TIMER("namespace", "id", "attempts", "maxRetries", "maxRetryAttemptsDuration");

    private final String groupId;
    private final String timerId;
    private final String attempt;
    private final String maxAttempts;
    private final String maxAttemptsDuration;

    Dialect(String groupId, String timerId, String attempt, String maxAttempts, String maxAttemptsDuration) {
        this.groupId = groupId;
        this.timerId = timerId;
        this.attempt = attempt;
        this.maxAttempts = maxAttempts;
        this.maxAttemptsDuration = maxAttemptsDuration;
    }

    /** Returns the name of the field for a timer's group. */
    public String groupId() {
        return groupId;
    }

    /**
     * Returns the name of the field for the id in a timer itself; references to a timer use {@code timerId} in all
     * dialects.
     */
    public String timerId() {
        return timerId;
    }

    /** Returns the name of the callback's field for the number of the attempt. */
    public String attempt() {
        return attempt;
    }

    /** Returns the name of the retry policy's field for the most attempts, less {@link #uncountedAttempts}. */
    public String maxAttempts() {
        return maxAttempts;
    }

    /** Returns the name of the retry policy's field for the longest time from the first attempt to the last. */
    public String maxAttemptsDuration() {
        return maxAttemptsDuration;
    }

    /** Returns how many attempts the limit does not count: 1 where it limits retries, because the first is none. */
    public int uncountedAttempts() {
        return this == DURABLE_TIMER ? 1 : 0;
    }

    /** Returns whether requests name group and timer in their paths, not in their bodies. */
    public boolean keysInPaths() {
        return this == GROUPS;
    }

    /** Returns the dialect's name in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
