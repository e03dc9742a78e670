package timerbench.harness.measure.callback;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the receiver answers the callbacks of a timer. The path of the timer's URL contains it, so that the receiver
 * need not remember any timer.
 */
public sealed interface Behaviour {
    /** The answer to a callback, as far as it decides whether another callback is outstanding. */
    sealed interface Reply {
        /** The timer is finished. */
        record Success() implements Reply {}

        /** A further attempt is outstanding, if the policy allows one. */
        record Failure() implements Reply {}

        /** The timer is finished, although it failed. */
        record Refusal() implements Reply {}

        /** The timer's callback is outstanding again. */
        record Again(Instant nextExecuteAt) implements Reply {}
    }

    /** Answers 200 immediately. */
    record Ok() implements Behaviour {}

    /** Answers 200 after the delay. */
    record Delay(Duration delay) implements Behaviour {}

    /** Answers 503 to this many attempts, and 200 to the next. */
    record Fail(int times) implements Behaviour {
        public Fail {
            requirePositive(times);
        }
    }

    /** Answers 410; no further callback may follow. */
    record Refuse() implements Behaviour {}

    /** Leaves this many attempts without an answer, and answers 200 to the next. */
    record Hang(int times) implements Behaviour {
        public Hang {
            requirePositive(times);
        }
    }

    /** Answers {@code ok:false} with this instant before it is reached, and 200 from then on. */
    record Again(Instant at) implements Behaviour {}

    private static void requirePositive(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, was " + times);
        }
    }

    /** Returns the path that names this behaviour. */
    default String path() {
        return Receiver.PATH + String.join("/", words());
    }

    private List<String> words() {
        if (this instanceof Delay delay) {
            return List.of("delay", delay.delay.toMillis() + "ms");
        }
        if (this instanceof Fail fail) {
            return List.of("fail", Integer.toString(fail.times));
        }
        if (this instanceof Hang hang) {
            return List.of("hang", Integer.toString(hang.times));
        }
        if (this instanceof Again again) {
            return List.of("again", again.at.toString());
        }
        return List.of(this instanceof Refuse ? "refuse" : "ok");
    }

    /**
     * A behaviour that a path names.
     *
     * @param further segments of the path, which are not about the behaviour
     */
    record Named(Behaviour behaviour, List<String> further) {}

    /**
     * Returns the behaviour that a path names after {@link Receiver#PATH}.
     *
     * @throws IllegalArgumentException if it names none
     */
    static Named of(String path) {
        List<String> words =
                Arrays.stream(path.split("/", -1)).map(Behaviour::decoded).toList();
        try {
            Optional<Behaviour> plain = plain(words.get(0));
            if (plain.isPresent()) {
                return new Named(plain.get(), words.subList(1, words.size()));
            }
            if (words.size() > 1) {
                return new Named(withValue(words.get(0), words.get(1)), words.subList(2, words.size()));
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("no behaviour \"" + path + "\"", e);
        }
        throw new IllegalArgumentException("no behaviour \"" + path + "\"");
    }

    private static String decoded(String segment) {
        return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
    }

    private static Optional<Behaviour> plain(String word) {
        return switch (word) {
            case "ok" -> Optional.of(new Ok());
            case "refuse" -> Optional.of(new Refuse());
            default -> Optional.empty();
        };
    }

    private static Behaviour withValue(String word, String value) {
        return switch (word) {
            case "delay" -> new Delay(Duration.ofMillis(Long.parseLong(value.replaceFirst("ms$", ""))));
            case "fail" -> new Fail(Integer.parseInt(value));
            case "hang" -> new Hang(Integer.parseInt(value));
            case "again" -> new Again(Instant.parse(value));
            default -> throw new IllegalArgumentException("no behaviour \"" + word + "\"");
        };
    }

    /** Returns the reply to an attempt that arrives now. A hanging attempt gets a failure, which is never sent. */
    default Reply reply(int attempt, Instant now) {
        if (this instanceof Refuse) {
            return new Reply.Refusal();
        }
        if (this instanceof Again again && now.isBefore(again.at)) {
            return new Reply.Again(again.at);
        }
        boolean fails = (this instanceof Fail fail && attempt <= fail.times)
                || (this instanceof Hang hang && attempt <= hang.times);
        return fails ? new Reply.Failure() : new Reply.Success();
    }
}
