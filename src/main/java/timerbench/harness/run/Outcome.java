package timerbench.harness.run;

import java.util.Optional;

/** Whether a trial went through to its end, and why not. */
public record Outcome(Optional<String> cutShortBy) {

    private static final String COMPLETE_WORD = "complete";
    private static final String CUT_SHORT_WORD = "cut short";
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

    /** Returns the word that stands for it in {@code run.json}. */
    String word() {
        return isComplete() ? COMPLETE_WORD : CUT_SHORT_WORD;
    }

    static Outcome called(String word, Optional<String> reason) {
        Outcome outcome = new Outcome(reason);
        Require.that(outcome.word().equals(word), "outcome \"%s\", reason: %s", word, reason.orElse("none"));
        return outcome;
    }
}
