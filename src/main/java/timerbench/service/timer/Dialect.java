package timerbench.service.timer;

import java.util.Locale;

/** How the HTTP API and the callbacks spell timers: the same operations and values under other names. */
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

    /** Returns the field of a timer's group. */
    public String groupId() {
        return groupId;
    }

    /** Returns the field of a timer's id in the timer itself; what refers to a timer says {@code timerId} in all. */
    public String timerId() {
        return timerId;
    }

    /** Returns the field of a callback that holds the attempt's number. */
    public String attempt() {
        return attempt;
    }

    /** Returns the field of a retry policy that limits the attempts, all but {@link #uncountedAttempts} of them. */
    public String maxAttempts() {
        return maxAttempts;
    }

    /** Returns the field of a retry policy that holds the longest time from the first attempt to the last. */
    public String maxAttemptsDuration() {
        return maxAttemptsDuration;
    }

    /** Returns how many attempts the limit leaves out: where it is one of retries, the first attempt. */
    public int uncountedAttempts() {
        return this == DURABLE_TIMER ? 1 : 0;
    }

    /** Returns whether requests name group and timer in their paths, rather than in their bodies. */
    public boolean keysInPaths() {
        return this == GROUPS;
    }

    /** Returns the name that the settings know it by. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
