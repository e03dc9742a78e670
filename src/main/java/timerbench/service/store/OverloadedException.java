package timerbench.service.store;

/** The queue is full: the request was refused at once, and nothing of it was done. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverloadedException(String message) {
        // Thrown thousands of times a second under overload, so without a stack trace.
        super(message, null, false, false);
    }
}
