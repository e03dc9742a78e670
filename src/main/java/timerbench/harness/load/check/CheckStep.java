package timerbench.harness.load.check;

import java.util.List;
import timerbench.harness.run.Word;

/**
 * One try of a check.
 *
 * @param name what was tried
 * @param why the step was skipped; otherwise empty
 * @param understood what the dialect makes of the messages, and what in them is not as it says
 */
public record CheckStep(String name, Verdict verdict, String why, List<Message> messages, List<String> understood) {
    /** The results of a step. */
    public enum Verdict implements Word {
        OK("ok"),
        WRONG("NOT AS THE DIALECT SAYS"),
        SKIPPED("skipped");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public CheckStep {
        messages = List.copyOf(messages);
        understood = List.copyOf(understood);
    }

    static CheckStep skipped(String name, String why) {
        return new CheckStep(name, Verdict.SKIPPED, why, List.of(), List.of());
    }
}
