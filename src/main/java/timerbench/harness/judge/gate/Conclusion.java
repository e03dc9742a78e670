package timerbench.harness.judge.gate;

import java.util.Locale;

/** What is concluded of one metric. */
public enum Conclusion {
    /** No change was shown, in pairs that would have shown one. */
    UNCHANGED,
    /** The limit is kept. One run against one shows no more than that. */
    WITHIN_LIMIT,
    WORSE,
    BETTER,
    /** Figures are missing, or too noisy for what the gate looks for. */
    UNDECIDED;

    /** Returns the word for it in files and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
