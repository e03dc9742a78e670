package timerbench.harness.run;

import java.util.Optional;

/**
 * The number of errors with the same message.
 *
 * @param operation absent if the error belongs to no single request
 */
public record ErrorCount(Optional<String> operation, String message, long count) {

    public ErrorCount {
        operation.ifPresent(name -> Require.present(name, "operation"));
        Require.present(message, "message");
        Require.that(count > 0, "count of \"%s\" must be positive, was %d", message, count);
    }

    /** Returns the message, or a text that says that there is none. */
    public static String worded(String message) {
        return message.isBlank() ? "failed without a message" : message;
    }
}
