package timerbench.harness.judge.history;

import java.io.IOException;

/** The history could not be opened, read or written; the message says which, without a password. */
public final class HistoryException extends IOException {
    private static final long serialVersionUID = 1;

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
