package timerbench.harness.load.check;

import java.util.ArrayList;
import java.util.List;
import timerbench.harness.load.check.CheckStep.Verdict;

/** Collects what happens in a step. */
final class StepRecord {
    private final String name;
    private final Secrets secrets;
    private final List<Message> messages = new ArrayList<>();
    private final List<String> understood = new ArrayList<>();
    private boolean isWrong;

    StepRecord(String name, Secrets secrets) {
        this.name = name;
        this.secrets = secrets;
    }

    void add(Message message) {
        messages.add(message);
    }

    void understood(String what) {
        understood.add(secrets.struckOut(what));
    }

    /** Adds what is not as the dialect says. */
    void wrong(String what) {
        isWrong = true;
        understood(what);
    }

    boolean isWrong() {
        return isWrong;
    }

    CheckStep end() {
        return new CheckStep(name, isWrong ? Verdict.WRONG : Verdict.OK, "", messages, understood);
    }

    /** Returns the step, of which nothing can be judged. */
    CheckStep endSkipped(String why) {
        return new CheckStep(name, Verdict.SKIPPED, why, messages, understood);
    }
}
