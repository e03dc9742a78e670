package timerbench.harness.targets.dialect;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The options of timers whose callbacks matter: a retry policy that ends within seconds. */
public final class TimerOptions {
    /** The number of attempts that the policy allows. */
    public static final int ATTEMPTS = 3;

    /** By value. A service whose requests have no place for one does not get it. */
    public static final Map<Value, Object> VALUES = Map.of(
            Value.MAX_ATTEMPTS, ATTEMPTS, Value.INITIAL_INTERVAL, Duration.ofMillis(500), Value.BACKOFF_MULTIPLIER, 2);

    private TimerOptions() {}

    /** Returns the values that all timers have: the token, and the options of timers whose callbacks matter. */
    public static Value.Source with(Optional<String> token) {
        return with(token, VALUES);
    }

    /** Returns the values that all timers have: the token, and these. */
    public static Value.Source with(Optional<String> token, Map<Value, Object> values) {
        return value -> value == Value.TOKEN ? token.orElse(null) : values.get(value);
    }

    /**
     * Returns the options of timers that are tried at equal intervals.
     *
     * @param attempts the most of them
     */
    public static Map<Value, Object> triedEvery(Duration interval, int attempts) {
        return Map.of(Value.MAX_ATTEMPTS, attempts, Value.INITIAL_INTERVAL, interval, Value.BACKOFF_MULTIPLIER, 1);
    }
}
