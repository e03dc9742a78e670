package simulations.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import timerbench.harness.callback.Behaviour;
import timerbench.harness.dialect.Value;

/** The ways in which receivers answer, by the words of the settings, and timers' options that go with them. */
public final class Behaviours {
    /** The attempts that timers' retry policy allows. */
    public static final int ATTEMPTS = 3;

    /** A retry policy and a time-out that are over within seconds. */
    public static final Map<Value, Object> OPTIONS = Map.of(
            Value.MAX_ATTEMPTS,
            ATTEMPTS,
            Value.INITIAL_INTERVAL,
            Duration.ofMillis(500),
            Value.BACKOFF_MULTIPLIER,
            2,
            Value.CALLBACK_TIMEOUT,
            Duration.ofSeconds(1));

    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private Behaviours() {}

    /** Returns the behaviour called that, for a timer that is due then. */
    public static Behaviour of(String word, Instant executeAt) {
        return switch (word) {
            case "ok" -> new Behaviour.Ok();
            case "delay" -> new Behaviour.Delay(DELAY);
            case "fail" -> new Behaviour.Fail(ATTEMPTS - 1);
            case "refuse" -> new Behaviour.Refuse();
            case "hang" -> new Behaviour.Hang(1);
            case "again" -> new Behaviour.Again(executeAt.plus(AGAIN_AFTER));
            default -> throw new IllegalArgumentException("no behaviour \"" + word + "\"");
        };
    }
}
