package timerbench.harness.targets.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Word;

/** A value of a timer or a request that a template may name; some have several forms. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum Value implements Word {
    GROUP_ID("groupId"),
    TIMER_ID("timerId"),
    /** ISO 8601, UTC. */
    EXECUTE_AT("executeAt"),
    EXECUTE_AT_MILLIS(EXECUTE_AT, "executeAtMillis", value -> ((Instant) value).toEpochMilli()),
    EXECUTE_AT_SECONDS(EXECUTE_AT, "executeAtSeconds", value -> ((Instant) value).getEpochSecond()),
    CALLBACK_URL("callbackUrl"),
    /** A JSON object. */
    PAYLOAD("payload"),
    /** With a unit, such as 1s or 500ms. */
    CALLBACK_TIMEOUT("callbackTimeout", value -> text((Duration) value)),
    CALLBACK_TIMEOUT_SECONDS(CALLBACK_TIMEOUT, "callbackTimeoutSeconds", value -> wholeSeconds((Duration) value)),
    MAX_ATTEMPTS("maxAttempts"),
    MAX_RETRIES(MAX_ATTEMPTS, "maxRetries", value -> (Integer) value - 1),
    INITIAL_INTERVAL("initialInterval", value -> text((Duration) value)),
    INITIAL_INTERVAL_SECONDS(INITIAL_INTERVAL, "initialIntervalSeconds", value -> wholeSeconds((Duration) value)),
    BACKOFF_MULTIPLIER("backoffMultiplier"),
    DUE_BEFORE("dueBefore"),
    DUE_BEFORE_MILLIS(DUE_BEFORE, "dueBeforeMillis", value -> ((Instant) value).toEpochMilli()),
    LIMIT("limit"),
    CURSOR("cursor"),
    /** For headers only. */
    TOKEN("token");

    /** The source of values. It returns null for a value that is unknown or unwanted. */
    public interface Source {
        /** Returns the value. It is called with the original of several forms only. */
        @Nullable
        Object get(Value value);
    }

    private final @Nullable Value base;
    private final String word;
    private final Function<Object, Object> form;

    Value(String word) {
        this(null, word, value -> value);
    }

    Value(String word, Function<Object, Object> form) {
        this(null, word, form);
    }

    Value(@Nullable Value base, String word, Function<Object, Object> form) {
        this.base = base;
        this.word = word;
        this.form = form;
    }

    @Override
    public String word() {
        return word;
    }

    /**
     * Returns the value in its form, a text or a number; null if the source has none. A text is returned unchanged.
     */
    @Nullable
    Object from(Source source) {
        Object value = source.get(base == null ? this : base);
        return value == null || value instanceof String ? value : form.apply(value);
    }

    /** Returns whether the text is already JSON. */
    boolean isJson() {
        return this == PAYLOAD;
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Rounds up: a timeout of 0 s would mean no timeout. */
    private static long wholeSeconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
