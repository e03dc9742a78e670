package timerbench.harness.targets.dialect;

import java.util.Locale;

/** What every timer service does in some way, and a dialect says how. */
public enum Operation {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    LIST;

    /** Returns the word for it: its block in a dialect's file, its requests in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
