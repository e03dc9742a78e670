package timerbench.service.store;

/** A call to a store failed, and nothing of its batch was written. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
