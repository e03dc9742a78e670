package timerbench.harness.judge.gate;

/** What a gate concludes. */
public enum Verdict {
    /** Nothing became worse by as much as the gate looks for. */
    PASS(0),
    /** Something became better, and nothing worse. */
    IMPROVEMENT(0),
    /** Something became worse. */
    REGRESSION(1),
    /** It cannot be told: figures are missing, or too noisy. */
    INCONCLUSIVE(4);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the exit code of the command line. */
    public int exitCode() {
        return exitCode;
    }
}
