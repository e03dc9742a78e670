package timerbench.harness.load.fault;

/** What a fault does. Each call returns when that is done, or throws a {@code RuntimeException} that says why not. */
interface FaultAction {
    void begin();

    /** Ends it, after {@link #begin}. */
    void end();
}
