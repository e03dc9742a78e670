package timerbench.harness.targets.dialect;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Word;

/** A value of a timer or a request that a template may name; some have several forms. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
public enum Value implements Word {
    GROUP_ID("groupId"),
    TIMER_ID("timerId"),
    /** A text that the harness chooses for each timer, and that the timer's callback brings back. */
    REFERENCE("reference"),
    /** ISO 8601, UTC. */
    EXECUTE_AT("executeAt"),
    EXECUTE_AT_MILLIS(EXECUTE_AT, "executeAtMillis", value -> ((Instant) value).toEpochMilli()),
    EXECUTE_AT_SECONDS(EXECUTE_AT, "executeAtSeconds", value -> ((Instant) value).getEpochSecond()),
    /** The time from the request until {@code executeAt}, with a unit, such as 50s or 1500ms. */
    DELAY(EXECUTE_AT, "delay", (value, now) -> text(Duration.ofMillis(millisFrom(now, value)))),
    /** ISO 8601, such as PT50S. */
    DELAY_ISO(
            EXECUTE_AT,
            "delayIso",
            (value, now) -> Duration.ofMillis(millisFrom(now, value)).toString()),
    DELAY_MILLIS(EXECUTE_AT, "delayMillis", (value, now) -> millisFrom(now, value)),
    DELAY_SECONDS(EXECUTE_AT, "delaySeconds", (value, now) -> wholeSeconds(Duration.ofMillis(millisFrom(now, value)))),
    CALLBACK_URL("callbackUrl"),
    /** A JSON object. */
    PAYLOAD("payload"),
    /** The same JSON as a text. */
    PAYLOAD_TEXT(PAYLOAD, "payloadText", value -> value),
    PAYLOAD_BASE64(PAYLOAD, "payloadBase64", value -> base64((String) value)),
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
    /** The start of a page: what the page before it says, or a number that is counted. */
    CURSOR("cursor"),
    /** The number of the page's first timer, from 0. */
    OFFSET("offset"),
    /** The number of the page. */
    PAGE("page"),
    TOKEN("token");

    /** The source of values. It returns null for a value that is unknown or unwanted. */
    public interface Source {
        /** Returns the value. It is called with the original of several forms only. */
        @Nullable
        Object get(Value value);

        /** Returns the instant of the request, from which delays count. */
        default Instant now() {
            return Instant.now();
        }
    }

    private final @Nullable Value base;
    private final String word;
    private final BiFunction<Object, Instant, Object> form;

    Value(String word) {
        this(null, word, (value, now) -> value);
    }

    Value(String word, Function<Object, Object> form) {
        this(null, word, (value, now) -> form.apply(value));
    }

    Value(Value base, String word, Function<Object, Object> form) {
        this(base, word, (value, now) -> form.apply(value));
    }

    Value(@Nullable Value base, String word, BiFunction<Object, Instant, Object> form) {
        this.base = base;
        this.word = word;
        this.form = form;
    }

    @Override
    public String word() {
        return word;
    }

    /** Returns the value that this one is a form of, or itself. */
    public Value original() {
        return base == null ? this : base;
    }

    /**
     * Returns the value in its form, a text or a number; null if the source has none. A text that stands for something
     * else, such as a wrong date, is returned unchanged.
     */
    @Nullable
    Object from(Source source) {
        Object value = source.get(original());
        boolean isReplaced = value instanceof String && original() != PAYLOAD;
        return value == null || isReplaced ? value : form.apply(value, source.now());
    }

    /** Returns whether the text is already JSON. */
    boolean isJson() {
        return this == PAYLOAD;
    }

    /** Returns whether this is the time until the timer is due, and not the instant. */
    boolean isDelay() {
        return this == DELAY || this == DELAY_ISO || this == DELAY_MILLIS || this == DELAY_SECONDS;
    }

    /** Returns the whole number that a text consists of, or the text itself. */
    static Object number(Object text) {
        return text.toString().matches("-?\\d+") ? new BigInteger(text.toString()) : text;
    }

    private static long millisFrom(Instant now, Object executeAt) {
        Duration delay = Duration.between(now, (Instant) executeAt);
        return delay.isNegative() ? 0 : delay.plusNanos(999_999).toMillis();
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Rounds up: a timeout of 0 s would mean no timeout. */
    private static long wholeSeconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
