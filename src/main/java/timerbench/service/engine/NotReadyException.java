package timerbench.service.engine;

/** The instance runs and should not be sent requests; the message says why. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotReadyException(String message) {
        super(message);
    }
}
