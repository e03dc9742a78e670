package timerbench.service.api;

/** A request that is answered with an Error body. The message says what was wrong, what was got, and what is wanted. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final int status;

    ApiException(ErrorCode code, int status, String message) {
        // Part of the normal course under load with wrong requests, so without a stack trace.
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    ApiException(ErrorCode code, String message) {
        this(code, code.status, message);
    }

    static ApiException invalid(String message) {
        return new ApiException(ErrorCode.INVALID_INPUT, message);
    }

    /** Returns what to answer for a value that is not as the contract wants it. */
    static ApiException invalid(String name, String got, String wanted) {
        String shown = got.length() <= 80 ? got : got.substring(0, 80) + "… (" + got.length() + " characters)";
        return invalid(name + ": got \"" + shown + "\", wanted " + wanted);
    }

    ErrorCode code() {
        return code;
    }

    int status() {
        return status;
    }
}
