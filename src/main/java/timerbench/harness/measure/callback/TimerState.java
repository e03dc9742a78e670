package timerbench.harness.measure.callback;

/** Where a timer stands by what has been answered to its requests and callbacks. The first is that of a new row. */
enum TimerState {
    /** Nothing has been acknowledged yet. */
    NEW(0),
    /** A first callback is owed. */
    OWED(1),
    /** An attempt failed, and a further one is owed. */
    FAILED(2),
    /** Its callback succeeded, was refused, or failed for the last time. */
    FINISHED(3),
    DELETED(4),
    /** A request about it was not answered. */
    UNCERTAIN(5);

    private static final TimerState[] ALL = values();

    private final byte code;

    TimerState(int code) {
        this.code = (byte) code;
    }

    static TimerState of(byte code) {
        return ALL[code];
    }

    /** Returns its place among all. */
    byte code() {
        return code;
    }

    boolean isOwed() {
        return this == OWED || this == FAILED;
    }
}
