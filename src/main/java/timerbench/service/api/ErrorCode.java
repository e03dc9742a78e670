package timerbench.service.api;

/** The codes of the contract's Error body. */
enum ErrorCode {
    INVALID_INPUT(400),
    UNAUTHORIZED(401),
    TIMER_NOT_FOUND(404),
    PAYLOAD_TOO_LARGE(413),
    INTERNAL_ERROR(500),
    OVERLOADED(503),
    STORE_UNAVAILABLE(503),
    NOT_READY(503);

    final int status;

    ErrorCode(int status) {
        this.status = status;
    }
}
