package timerbench.harness.run;

/** What a callback was, or what became of a timer that got none. */
public enum CallbackOutcome implements Word {
    /** The first callback of what was owed, within the time that is still called on time. */
    ON_TIME("on time", "onTime"),
    /** The first callback of what was owed, after that time. */
    LATE("late", "late"),
    /** A callback before executeAt. */
    EARLY("early", "early"),
    /** A further attempt after one that failed. */
    RETRY("retry", "retries"),
    /** A callback for an attempt that had already succeeded, or for a timer that was done with. */
    DUPLICATE("duplicate", "duplicates"),
    /** Acknowledged, due, not deleted, and the callback that was owed never came. */
    LOST("lost", "lost"),
    /** A callback after its delete was answered. */
    AFTER_DELETE("after delete", "afterDelete"),
    /** A callback at the old executeAt after its update was answered. */
    AFTER_UPDATE("after update", "afterUpdate"),
    /** Not due yet when the drain ended. */
    PENDING("still pending", "stillPending"),
    /** A callback for a timer, or an executeAt, that nobody asked for. */
    UNKNOWN("unknown", "unknown"),
    /** A callback without the payload that its timer was given, or with another; counted beside what it is otherwise. */
    PAYLOAD_CHANGED("payload changed", "payloadChanged"),
    /** A callback whose attempt does not follow from those before; counted beside what it is otherwise. */
    WRONG_ATTEMPT("wrong attempt", "wrongAttempt"),
    /** A request to the receiver that is no callback. */
    MALFORMED("malformed", "malformed"),
    /** A callback of a timer whose state is not known, since a request about it was not answered: allowed, not owed. */
    UNCERTAIN("uncertain", "uncertain");

    private final String word;
    private final String metric;

    CallbackOutcome(String word, String metric) {
        this.word = word;
        this.metric = metric;
    }

    /** Returns the name of its count in {@code run.json}. */
    public String metric() {
        return metric;
    }

    @Override
    public String word() {
        return word;
    }

    /** Returns whether a target that keeps its promises has none. */
    public boolean isViolation() {
        return switch (this) {
            case EARLY,
                    DUPLICATE,
                    LOST,
                    AFTER_DELETE,
                    AFTER_UPDATE,
                    UNKNOWN,
                    PAYLOAD_CHANGED,
                    WRONG_ATTEMPT,
                    MALFORMED -> true;
            default -> false;
        };
    }

    /** Returns whether only some dialects' callbacks tell it; runs without it are as good as others. */
    public boolean isOptional() {
        return this == PAYLOAD_CHANGED || this == WRONG_ATTEMPT;
    }

    /** Returns whether it is the first callback of what was owed. */
    public boolean isFirst() {
        return this == ON_TIME || this == LATE || this == EARLY;
    }
}
