package timerbench.harness.measure.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The label {@code error_type} of a request, as OpenTelemetry defines it. It has few values: a message may hold an
 * address or an id, so it is no label.
 */
final class ErrorType {
    /** The value of a request without an error. */
    static final String NONE = "";

    /** OpenTelemetry's value for an error that has no name. */
    static final String OTHER = "_OTHER";

    private static final String TIMEOUT = "timeout";
    private static final String WRONG_ANSWER = "wrong_answer";

    /** What Gatling calls the check of a status. */
    private static final String STATUS_CHECK = "status.";

    /** Gatling shortens packages: {@code j.n.ConnectException: Connection refused}. */
    private static final Pattern EXCEPTION = Pattern.compile("(?:\\w+\\.)+(\\w{1,60}?)(?:Exception|Error)\\b.*");

    private ErrorType() {}

    /**
     * Returns the value for a request that failed: its status if that is wrong, {@code timeout}, the exception that
     * ended it, or {@code wrong_answer} if the status is right and something else in the answer is not.
     *
     * @param status of the answer; empty if none came
     * @param message of Gatling
     */
    static String of(Optional<String> status, String message) {
        if (status.isPresent()) {
            return message.startsWith(STATUS_CHECK) || status.get().matches("[45]..") ? status.get() : WRONG_ANSWER;
        }
        if (message.contains("timeout")) {
            return TIMEOUT;
        }
        Matcher exception = EXCEPTION.matcher(message);
        return exception.matches() ? exception.group(1) : OTHER;
    }
}
