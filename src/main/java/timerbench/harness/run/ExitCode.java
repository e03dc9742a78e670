package timerbench.harness.run;

/** The exit codes of the harness, other than 0. */
public final class ExitCode {
    /** A threshold was crossed. */
    public static final int THRESHOLD_CROSSED = 1;
    /** Wrong usage or settings. */
    public static final int WRONG_SETTINGS = 2;
    /** The harness or the target failed. */
    public static final int FAILED = 3;
    /** There is too little to judge by. */
    public static final int INCONCLUSIVE = 4;
    /** What shells report for a process that SIGINT ended. */
    public static final int INTERRUPTED = 130;
    /** What shells report for a process that SIGTERM ended. */
    public static final int TERMINATED = 143;

    private ExitCode() {}
}
