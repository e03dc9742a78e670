package timerbench.harness.judge.gate;

import timerbench.harness.run.ExitCode;

/** The verdict of a gate. */
public enum Verdict {
    /** Nothing became worse by as much as the gate seeks. */
    PASS(0),
    /** Something became better, and nothing worse. */
    IMPROVEMENT(0),
    /** Something became worse. */
    REGRESSION(1),
    /** The gate cannot decide: figures are missing, or too noisy. */
    INCONCLUSIVE(ExitCode.INCONCLUSIVE);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the exit code of the command line. */
    public int exitCode() {
        return exitCode;
    }
}
