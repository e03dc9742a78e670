package timerbench.harness.run;

import java.util.Optional;

/** Whether a trial was completed, and the reason if it was not. */
public record Outcome(Optional<String> cutShortBy) {

    /** The two outcomes, as {@code run.json} spells them. */
    enum Kind implements Word {
        COMPLETE,
        CUT_SHORT
    }

    private static final Outcome COMPLETE = new Outcome(Optional.empty());

    public Outcome {
        cutShortBy.ifPresent(reason -> Require.present(reason, "the reason why a trial was cut short"));
    }

    /** The trial was completed. */
    public static Outcome complete() {
        return COMPLETE;
    }

    /** The trial ended early, for the given reason. Its figures are those until then. */
    public static Outcome cutShort(String reason) {
        return new Outcome(Optional.of(reason));
    }

    /** Returns whether the trial was completed. */
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
