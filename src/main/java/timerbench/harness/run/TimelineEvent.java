package timerbench.harness.run;

import java.time.Instant;

/**
 * Something that happened at an instant of a trial, to be seen on every axis of time.
 *
 * @param text in a few words, such as {@code hold} or {@code the target ended with exit code 137}
 */
public record TimelineEvent(Instant at, Kind kind, String text) {
    /** What a mark is of. */
    public enum Kind {
        /** From here on the load does what the text says. */
        PHASE("phase"),
        /** What was not to happen, or was done to the target. */
        FAULT("fault");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word that stands for it in {@code run.json}. */
        public String word() {
            return word;
        }

        static Kind called(String word) {
            return Choice.of(values(), Kind::word, word, "kind of mark");
        }
    }

    public TimelineEvent {
        Require.present(text, "mark");
    }
}
