package timerbench.harness.callback;

/** What else is known of a timer, a bit each. */
enum TimerMark {
    /** Part of the load that counts. */
    COUNTED,
    /** An update of its executeAt was answered. */
    UPDATED,
    /** A callback was answered with a new executeAt. */
    RESCHEDULED;

    int bit() {
        return 1 << ordinal();
    }
}
