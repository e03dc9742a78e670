package timerbench.harness.gate;

import java.util.Locale;

/** What is concluded of one metric. */
public enum Conclusion {
    UNCHANGED,
    WORSE,
    BETTER,
    /** Figures are missing, or too noisy for what the gate looks for. */
    UNDECIDED;

    /** Returns the word for it in files and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
