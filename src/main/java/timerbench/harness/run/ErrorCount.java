package timerbench.harness.run;

import java.time.Instant;
import java.util.Optional;

/**
 * The number of errors with the same message.
 *
 * @param operation absent if the error belongs to no single request
 * @param firstSeen when the first of them was known; absent in runs of earlier versions
 */
public record ErrorCount(Optional<String> operation, String message, long count, Optional<Instant> firstSeen) {

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
