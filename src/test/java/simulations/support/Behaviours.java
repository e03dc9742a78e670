package simulations.support;

import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.targets.dialect.Value;

/** The ways in which receivers answer, by the words of the settings, with the timer options that go with them. */
public final class Behaviours {
    /** The number of attempts that the retry policy of timers allows. */
    public static final int ATTEMPTS = 3;

    /** A retry policy that ends within seconds. */
    public static final Map<Value, Object> OPTIONS = Map.of(
            Value.MAX_ATTEMPTS, ATTEMPTS, Value.INITIAL_INTERVAL, Duration.ofMillis(500), Value.BACKOFF_MULTIPLIER, 2);

    private static final String HANG = "hang";
    private static final Duration HANGS_FOR = Duration.ofSeconds(1);
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private Behaviours() {}

    /**
     * Returns the virtual user with the time-out of its timer: a short one where the receiver does not answer.
     * Other timers have the target's own time-out. Otherwise a slow receiver would be called again, and the target
     * would be blamed for it.
     */
    public static Session withTimeout(Session session) {
        String timeout = Value.CALLBACK_TIMEOUT.word();
        return HANG.equals(session.getString("behaviour")) ? session.set(timeout, HANGS_FOR) : session.remove(timeout);
    }

    /** Returns the behaviour of this name, for a timer that is due at this instant. */
    public static Behaviour of(String word, Instant executeAt) {
        return switch (word) {
            case "ok" -> new Behaviour.Ok();
            case "delay" -> new Behaviour.Delay(DELAY);
            case "fail" -> new Behaviour.Fail(ATTEMPTS - 1);
            case "refuse" -> new Behaviour.Refuse();
            case HANG -> new Behaviour.Hang(1);
            case "again" -> new Behaviour.Again(executeAt.plus(AGAIN_AFTER));
            default -> throw new IllegalArgumentException("no behaviour \"" + word + "\"");
        };
    }
}
