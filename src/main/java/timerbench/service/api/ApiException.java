package timerbench.service.api;

/**
 * A request that is answered with an Error body. The message names the faulty value, what it was, and what is wanted.
 */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final int status;

    ApiException(ErrorCode code, int status, String message) {
        // Without a stack trace: under a load of wrong requests it is thrown all the time.
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

    /** Returns the exception for a value that violates the contract. */
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
