package timerbench.harness.measure.callback;

/** What else is known of a timer, a bit each. */
enum TimerMark {
    /** Part of the load that counts. */
    COUNTED(1),
    /** A callback was answered with a new executeAt. */
    RESCHEDULED(2),
    /** An attempt has arrived a second time under its number. */
    SENT_AGAIN(4);

    private final int bit;

    TimerMark(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
