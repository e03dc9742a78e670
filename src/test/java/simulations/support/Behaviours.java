package simulations.support;

import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.load.AnswerKind;
import timerbench.harness.load.Benchmark;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.run.Word;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.TimerOptions;
import timerbench.harness.targets.dialect.Value;

/** The ways in which receivers answer, by the words of the settings, as far as the service can cope with them. */
public final class Behaviours {
    private static final String HANG = "hang";
    private static final Duration HANGS_FOR = Duration.ofSeconds(1);
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final Dialect dialect;

    public Behaviours(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns the weights without those of answers that the service cannot cope with, of which a note tells. Ends the
     * process if none is left.
     *
     * @param wanted weights by word, above 0
     */
    public Map<String, Double> weights(Benchmark<?> benchmark, Map<String, Double> wanted) {
        Map<String, Double> left = new LinkedHashMap<>();
        wanted.forEach((word, weight) -> {
            Optional<String> why = Word.of(AnswerKind.class, word).whyNot(dialect);
            if (why.isEmpty()) {
                left.put(word, weight);
            } else {
                benchmark.note(() -> Optional.of("answer " + word + ": left out, " + why.get()));
            }
        });
        if (left.isEmpty()) {
            throw benchmark.refused("callbacks.mix: dialect " + dialect.name() + " allows none of these answers");
        }
        return left;
    }

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
    public Behaviour of(String word, Instant executeAt) {
        return switch (word) {
            case "ok" -> new Behaviour.Ok();
            case "delay" -> new Behaviour.Delay(DELAY);
            case "fail" ->
                new Behaviour.Fail(
                        Math.min(TimerOptions.ATTEMPTS, dialect.attempts().orElseThrow()) - 1);
            case "refuse" -> new Behaviour.Refuse();
            case HANG -> new Behaviour.Hang(1);
            case "again" -> new Behaviour.Again(executeAt.plus(AGAIN_AFTER));
            default -> throw new IllegalArgumentException("no behaviour \"" + word + "\"");
        };
    }
}
