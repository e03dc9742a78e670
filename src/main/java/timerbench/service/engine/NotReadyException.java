package timerbench.service.engine;

/** The instance runs but should not receive requests; the message says why. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotReadyException(String message) {
        super(message);
    }
}
