package timerbench.harness.targets.dialect;

import java.util.Optional;

/**
 * The places of a callback's identity: paths of fields in its body, such as {@code data.id}, or, after a question
 * mark, the name of a parameter in the timer's URL.
 *
 * @param timeIn the form of {@code executeAt}
 * @param attempt empty if callbacks do not contain it; then the receiver counts
 * @param payload the path of the field with the timer's payload; empty if there is none
 */
public record CallbackFields(
        String groupId,
        String timerId,
        String executeAt,
        TimeIn timeIn,
        Optional<String> attempt,
        Optional<String> payload) {
    /** The forms of an instant. */
    public enum TimeIn {
        /** ISO 8601 with an offset. */
        TEXT,
        MILLIS,
        SECONDS
    }
}
