package timerbench.harness.run;

/** The outcome of a callback, or of a timer that got none. */
public enum CallbackOutcome implements Word {
    /** The first outstanding callback of a timer, within the time that counts as on time. */
    ON_TIME("on time", "onTime"),
    /** The first outstanding callback of a timer, after that time. */
    LATE("late", "late"),
    /** A callback before executeAt. */
    EARLY("early", "early"),
    /** A further attempt after one that failed. */
    RETRY("retry", "retries"),
    /** A callback for an attempt that had already succeeded, or for a timer that was finished. */
    DUPLICATE("duplicate", "duplicates"),
    /** The timer was acknowledged, due and not deleted, but its callback never came. */
    LOST("lost", "lost"),
    /** A callback after its delete was answered. */
    AFTER_DELETE("after delete", "afterDelete"),
    /** A callback at the old executeAt after its update was answered. */
    AFTER_UPDATE("after update", "afterUpdate"),
    /** Not due yet when the drain ended. */
    PENDING("still pending", "stillPending"),
    /** A callback for a timer, or for an executeAt, that was never requested. */
    UNKNOWN("unknown", "unknown"),
    /** A callback without the payload of its timer, or with another one. Counted in addition to its other outcome. */
    PAYLOAD_CHANGED("payload changed", "payloadChanged"),
    /** A callback whose attempt does not follow the attempts before. Counted in addition to its other outcome. */
    WRONG_ATTEMPT("wrong attempt", "wrongAttempt"),
    /** A request to the receiver that is not a callback. */
    MALFORMED("malformed", "malformed"),
    /** A callback that may come but need not: a request about its timer was not answered, so its state is unknown. */
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

    /** Returns whether a correct target has none of these. */
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

    /** Returns whether only some dialects report it. Runs without it are complete. */
    public boolean isOptional() {
        return this == PAYLOAD_CHANGED || this == WRONG_ATTEMPT;
    }

    /** Returns whether it is the first outstanding callback of a timer. */
    public boolean isFirst() {
        return this == ON_TIME || this == LATE || this == EARLY;
    }
}
