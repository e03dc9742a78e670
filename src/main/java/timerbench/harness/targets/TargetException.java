package timerbench.harness.targets;

/** A target could not be started, or gave a wrong answer. The message says which target, and what was tried. */
public final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TargetException(String message) {
        super(message);
    }

    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
