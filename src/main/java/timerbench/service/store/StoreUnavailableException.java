package timerbench.service.store;

/** The database does not answer. Whether the batch was written is not known. */
public class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
