package timerbench.harness.run;

import java.util.Locale;

/** Checks of the components of records. */
public final class Require {

    private Require() {}

    public static String present(String value, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return value;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    public static void that(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }

    static double finite(double value, String what) {
        that(Double.isFinite(value), "%s was %s: leave out what was not measured", what, value);
        return value;
    }

    static double measured(double value, String what) {
        finite(value, what);
        // A value below zero would stand for "unknown": a metric is a count, a time or a size.
        that(value >= 0, "%s must not be negative, was %s", what, value);
        return value;
    }
}
