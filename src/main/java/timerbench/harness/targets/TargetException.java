package timerbench.harness.targets;

import java.io.IOException;

/** A target could not be started, or gave a wrong answer. The message says which target, and what was tried. */
public final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TargetException(String message) {
        super(message);
    }

    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the exception for a target that has answered before, and answers no more. */
    public static TargetException stoppedAnswering(String url, IOException e) {
        return new TargetException("target " + url + " stopped answering: " + ConnectionFault.afterAnswers(e), e);
    }
}
