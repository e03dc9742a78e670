package timerbench.harness.targets.dialect;

import timerbench.harness.run.Word;

/** The kinds of wrong requests that a dialect can have statuses for. */
public enum Wrong implements Word {
    MALFORMED_JSON("malformedJson"),
    MISSING_FIELD("missingField"),
    BAD_DATE("badDate"),
    OVERSIZE_BODY("oversizeBody"),
    NO_TOKEN("noToken"),
    WRONG_TOKEN("wrongToken"),
    UNSUPPORTED_METHOD("unsupportedMethod"),
    UNSUPPORTED_TYPE("unsupportedType"),
    LONG_ID("longId");

    private final String word;

    Wrong(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** Returns whether such a request is wrong only if the service requires a token. */
    public boolean isAboutToken() {
        return this == NO_TOKEN || this == WRONG_TOKEN;
    }

    /** Returns whether a create can be wrong in this way, because it sends the part in question. */
    boolean canSpoil(Call create) {
        return switch (this) {
            case MALFORMED_JSON ->
                create.contentType().filter(JsonBody.TYPE::equals).isPresent();
            case UNSUPPORTED_TYPE -> create.hasBody();
            case MISSING_FIELD, BAD_DATE -> create.names(Value.EXECUTE_AT);
            case OVERSIZE_BODY -> create.names(Value.PAYLOAD);
            case LONG_ID -> create.names(Value.TIMER_ID);
            case NO_TOKEN, WRONG_TOKEN, UNSUPPORTED_METHOD -> true;
        };
    }
}
