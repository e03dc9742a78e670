package timerbench.harness.callback;

/** Where a timer stands by what has been answered to its requests and callbacks. The first is that of a new row. */
enum TimerState {
    /** Nothing has been acknowledged yet. */
    NEW,
    /** A first callback is owed. */
    OWED,
    /** An attempt failed, and a further one is owed. */
    FAILED,
    /** Its callback succeeded, was refused, or failed for the last time. */
    FINISHED,
    DELETED,
    /** A request about it was not answered. */
    UNCERTAIN;

    private static final TimerState[] ALL = values();

    static TimerState of(int ordinal) {
        return ALL[ordinal];
    }

    boolean isOwed() {
        return this == OWED || this == FAILED;
    }
}
