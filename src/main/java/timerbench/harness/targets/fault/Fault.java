package timerbench.harness.targets.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import timerbench.harness.run.Word;
import timerbench.settings.DurationText;
import timerbench.settings.Nearest;

/**
 * Something that is done to a target or to the receiver during a load.
 *
 * @param on whom it disturbs: {@code service} (all instances), {@code service:2} (the second one), {@code database} or
 *     {@code receiver}
 * @param lasts from its begin until its end is begun, such as the start of a killed process; a kill without it is for
 *     good
 * @param latency by which bytes are delayed, of {@link FaultKind#SLOW} only
 * @param command of {@link FaultKind#COMMAND} only
 * @param undo a command that is run when the time is over, of {@link FaultKind#COMMAND} only
 */
public record Fault(
        FaultKind kind,
        String on,
        Optional<Duration> lasts,
        Optional<Duration> latency,
        Optional<String> command,
        Optional<String> undo) {
    /** The word for all instances of the service. */
    public static final String SERVICE = "service";

    /** The word for the database. */
    public static final String DATABASE = "database";

    /** The word for the receiver of callbacks. */
    public static final String RECEIVER = "receiver";

    private static final Pattern INSTANCE = Pattern.compile(SERVICE + ":[1-9][0-9]{0,3}");

    /** @throws IllegalArgumentException if the parts do not go together; the message says which, and what is wanted */
    public Fault {
        requireKnown(on);
        switch (kind) {
            case KILL -> requireProcess(kind, on);
            case STOP -> {
                requireProcess(kind, on);
                requireTime(kind, lasts);
            }
            case RESTART -> {
                requireProcess(kind, on);
                refuse(kind, "lasts", lasts);
            }
            case REFUSE -> {
                require(on.equals(RECEIVER), "on: got \"" + on + "\"; " + kind + " is possible on receiver only");
                requireTime(kind, lasts);
            }
            case SLOW, CUT -> {
                require(
                        on.equals(RECEIVER) || on.equals(DATABASE),
                        "on: got \"" + on + "\"; " + kind + " is possible on database and receiver");
                requireTime(kind, lasts);
            }
            case COMMAND ->
                require(
                        lasts.isPresent() || undo.isEmpty(),
                        "undo: is run when the time of the fault is over; lasts is missing");
        }
        requireOnly(kind, FaultKind.SLOW, "latency", latency);
        requireOnly(kind, FaultKind.COMMAND, "command", command);
        require(kind == FaultKind.COMMAND || undo.isEmpty(), "undo: only of " + FaultKind.COMMAND + ", not of " + kind);
        require(
                command.filter(String::isBlank).isEmpty()
                        && undo.filter(String::isBlank).isEmpty(),
                "command, undo: must not be empty");
        require(lasts.filter(Duration::isNegative).isEmpty(), "lasts: must not be negative");
        require(
                latency.filter(delay -> delay.toMillis() < 1).isEmpty(),
                "latency: wanted at least 1 ms, got " + latency.map(Fault::text).orElse(""));
    }

    private static void requireKnown(String on) {
        boolean isKnown = on.equals(SERVICE)
                || on.equals(DATABASE)
                || on.equals(RECEIVER)
                || INSTANCE.matcher(on).matches();
        require(
                isKnown,
                "on: got \"" + on + "\", wanted service, service:2 (the second instance), database or receiver");
    }

    private static void requireProcess(FaultKind kind, String on) {
        require(!on.equals(RECEIVER), "on: got \"" + on + "\"; " + kind + " is possible on service and database");
    }

    private static void requireTime(FaultKind kind, Optional<Duration> lasts) {
        require(
                lasts.filter(time -> !time.isZero()).isPresent(),
                "lasts: " + (lasts.isEmpty() ? "missing" : "got 0 s") + "; " + kind + " needs a time, such as 10s");
    }

    private static void requireOnly(FaultKind kind, FaultKind owner, String name, Optional<?> value) {
        if (kind == owner) {
            require(value.isPresent(), name + ": missing; " + kind + " needs it");
        } else {
            require(value.isEmpty(), name + ": only of " + owner + ", not of " + kind);
        }
    }

    private static void refuse(FaultKind kind, String name, Optional<?> value) {
        require(value.isEmpty(), name + ": not of " + kind + ", which takes the time that it needs; use kill");
    }

    private static void require(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Returns the fault of a short form {@code KIND:ON[=LATENCY][@LASTS]}, such as {@code kill:service:2@5s} or
     * {@code slow:database=80ms@10s}. A command is {@code command:TEXT[@LASTS]}, on the service.
     *
     * @throws IllegalArgumentException if it is none; the message quotes it and says why
     */
    public static Fault of(String shortForm) {
        try {
            int colon = shortForm.indexOf(':');
            require(colon > 0, "wanted KIND:ON, such as kill:service@5s");
            String word = shortForm.substring(0, colon);
            FaultKind kind = Word.find(FaultKind.class, word)
                    .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no kind; wanted one of "
                            + Word.all(FaultKind.class) + Nearest.question(word, Word.words(FaultKind.class))));
            String rest = shortForm.substring(colon + 1);
            return kind == FaultKind.COMMAND ? command(rest) : of(kind, rest);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fault \"" + shortForm + "\": " + e.getMessage(), e);
        }
    }

    private static Fault of(FaultKind kind, String rest) {
        String[] timed = rest.split("@", 2);
        String[] delayed = timed[0].split("=", 2);
        return new Fault(
                kind,
                delayed[0],
                timed.length < 2 ? Optional.empty() : Optional.of(DurationText.of("lasts", timed[1])),
                delayed.length < 2 ? Optional.empty() : Optional.of(DurationText.of("latency", delayed[1])),
                Optional.empty(),
                Optional.empty());
    }

    /** A command may contain an {@code @} itself: only a duration after the last one is the time. */
    private static Fault command(String rest) {
        int at = rest.lastIndexOf('@');
        Optional<Duration> lasts = at < 0 ? Optional.empty() : DurationText.find(rest.substring(at + 1));
        String text = lasts.isPresent() ? rest.substring(0, at) : rest;
        return new Fault(FaultKind.COMMAND, SERVICE, lasts, Optional.empty(), Optional.of(text), Optional.empty());
    }

    /**
     * Returns this fault, ended by a shell command when its time is over. An empty command changes nothing.
     *
     * @throws IllegalArgumentException if it is no command of a known time; the message says what is wanted
     */
    public Fault undoneBy(String shellCommand) {
        return shellCommand.isBlank() ? this : new Fault(kind, on, lasts, latency, command, Optional.of(shellCommand));
    }

    /** Returns the number of the instance of the service that it disturbs, from 1; empty: all, or no instance. */
    public OptionalInt instance() {
        return INSTANCE.matcher(on).matches()
                ? OptionalInt.of(Integer.parseInt(on.substring(SERVICE.length() + 1)))
                : OptionalInt.empty();
    }

    /** Returns whether it disturbs the service or one of its instances. */
    public boolean isOnService() {
        return on.startsWith(SERVICE);
    }

    /**
     * Returns whether the same thing is disturbed by another fault: the same instance, say, or one of all. What a
     * command disturbs is not known.
     */
    public boolean meets(Fault other) {
        return kind != FaultKind.COMMAND
                && other.kind != FaultKind.COMMAND
                && (on.equals(other.on)
                        || (isOnService()
                                && other.isOnService()
                                && (instance().isEmpty() || other.instance().isEmpty())));
    }

    /** Returns a duration for people: in seconds if they are whole, otherwise in milliseconds. */
    public static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** Returns whether it never ends: a process is killed and not started again. */
    public boolean isForGood() {
        return lasts.isEmpty() && kind == FaultKind.KILL;
    }

    /** Returns what it does, for people, such as {@code kill service 2 for 5 s}. */
    public String text() {
        String whom = on.replace(':', ' ');
        String time = lasts.map(length -> " for " + text(length)).orElse("");
        return switch (kind) {
            case KILL ->
                kind + " " + whom
                        + (lasts.isEmpty() ? " for good" : lasts.get().isZero() ? " and start it again" : time);
            case STOP, RESTART -> kind + " " + whom + time;
            case REFUSE -> "refuse callbacks" + time;
            case SLOW -> "slow " + whom + " by " + text(latency.orElseThrow()) + time;
            case CUT -> "cut " + whom + " off" + time;
            case COMMAND -> "command \"" + command.orElseThrow() + "\"" + time;
        };
    }

    /** Returns what its end is, for people, such as {@code service 2 answers again}. */
    public String endText() {
        String whom = on.replace(':', ' ');
        return switch (kind) {
            case KILL -> lasts.isEmpty() ? whom + " is killed" : whom + " answers again";
            case RESTART -> whom + " answers again";
            case STOP -> whom + " goes on";
            case REFUSE -> "callbacks are answered again";
            case SLOW -> whom + " is as fast as before";
            case CUT -> whom + " is reached again";
            case COMMAND -> undo.isPresent() ? "command is undone" : "command is over";
        };
    }
}
