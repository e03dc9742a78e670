package timerbench.harness.targets.dialect;

import java.util.Optional;

/**
 * Where a callback says which it is: paths of fields of its body, such as {@code data.id}, or, after a question mark, the
 * name of a parameter that the timer's URL carries.
 *
 * @param timeIn how it spells {@code executeAt}
 * @param attempt empty if it does not say; then the receiver counts
 * @param payload the path of the field that holds what the timer was given; empty if none does
 */
public record CallbackFields(
        String groupId,
        String timerId,
        String executeAt,
        TimeIn timeIn,
        Optional<String> attempt,
        Optional<String> payload) {
    /** The spellings of an instant. */
    public enum TimeIn {
        /** ISO 8601 with an offset. */
        TEXT,
        MILLIS,
        SECONDS
    }
}
