package timerbench.harness.run;

import java.time.Instant;

/**
 * Something that happened at an instant of a trial, to be seen on every axis of time.
 *
 * @param text in a few words, such as {@code hold} or {@code the target ended with exit code 137}
 */
public record TimelineEvent(Instant at, Kind kind, String text) {
    /** What a mark is of. */
    public enum Kind implements Word {
        /** From here on the load does what the text says. */
        PHASE,
        /** What was not to happen, or was done to the target. */
        FAULT
    }

    public TimelineEvent {
        Require.present(text, "mark");
    }
}
