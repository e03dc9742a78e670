package timerbench.service.store;

/** The database does not answer. It is unknown whether the batch was written. */
public class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
