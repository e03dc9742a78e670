package timerbench.service.store;

/** The queue is full. The request was refused at once, without any effect. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverloadedException(String message) {
        // Without a stack trace: under overload it is thrown thousands of times a second.
        super(message, null, false, false);
    }
}
