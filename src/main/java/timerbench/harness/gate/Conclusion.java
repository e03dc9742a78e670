package timerbench.harness.gate;

/** What is concluded of one metric. */
public enum Conclusion {
    UNCHANGED,
    WORSE,
    BETTER,
    /** Figures are missing, or too noisy for what the gate looks for. */
    UNDECIDED
}
