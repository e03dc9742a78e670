package timerbench.harness.targets.process;

/** A database could not be started, found or queried. The message says which, what was tried, and what to do. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
