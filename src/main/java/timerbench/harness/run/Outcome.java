package timerbench.harness.run;

import java.util.Optional;

/** Whether a trial went through to its end, and why not. */
public record Outcome(Optional<String> cutShortBy) {

    /** Whether a trial went through to its end, as {@code run.json} spells it. */
    enum Kind implements Word {
        COMPLETE,
        CUT_SHORT
    }

    private static final Outcome COMPLETE = new Outcome(Optional.empty());

    public Outcome {
        cutShortBy.ifPresent(reason -> Require.present(reason, "the reason why a trial was cut short"));
    }

    /** The trial went through to its end. */
    public static Outcome complete() {
        return COMPLETE;
    }

    /** The trial ended early, for the given reason; its figures are what was measured until then. */
    public static Outcome cutShort(String reason) {
        return new Outcome(Optional.of(reason));
    }

    /** Returns whether the trial went through to its end. */
    public boolean isComplete() {
        return cutShortBy.isEmpty();
    }

    Kind kind() {
        return isComplete() ? Kind.COMPLETE : Kind.CUT_SHORT;
    }

    static Outcome of(Kind kind, Optional<String> reason) {
        Outcome outcome = new Outcome(reason);
        Require.that(outcome.kind() == kind, "outcome \"%s\", reason: %s", kind.word(), reason.orElse("none"));
        return outcome;
    }
}
