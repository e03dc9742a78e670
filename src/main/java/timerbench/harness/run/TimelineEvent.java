package timerbench.harness.run;

import java.time.Instant;

/**
 * An event at an instant of a trial, shown on every time axis.
 *
 * @param text in a few words, such as {@code hold} or {@code the target ended with exit code 137}
 */
public record TimelineEvent(Instant at, Kind kind, String text) {
    /** The kind of an event. */
    public enum Kind implements Word {
        /** The load enters the phase that the text names. */
        PHASE,
        /** Something went wrong, or was done to the target. */
        FAULT
    }

    public TimelineEvent {
        Require.present(text, "mark");
    }
}
