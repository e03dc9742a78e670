package timerbench.harness.run;

import java.util.Optional;

/**
 * How often something went wrong in the same words.
 *
 * @param operation absent if it belongs to no single request
 */
public record ErrorCount(Optional<String> operation, String message, long count) {

    public ErrorCount {
        operation.ifPresent(name -> Require.present(name, "operation"));
        Require.present(message, "message");
        Require.that(count > 0, "count of \"%s\" must be positive, was %d", message, count);
    }

    /** Returns the message, or words that say that there is none. */
    public static String worded(String message) {
        return message.isBlank() ? "failed without a message" : message;
    }
}
