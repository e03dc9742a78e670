package timerbench.harness.targets.dialect;

import java.util.Locale;

/** The operations of a timer service. */
public enum Operation {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    LIST;

    /** Returns the name of the operation in dialect files and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
