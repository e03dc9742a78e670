package timerbench.harness.run;

import java.time.Duration;
import java.util.Locale;

/** How a figure reads, the same in every locale. What is not zero never reads as zero. */
public final class Figure {

    /** Stands in the place of a figure that there is none of. */
    public static final String NOT_MEASURED = "not measured";

    private static final double SMALLEST_SHOWN = 0.01;
    private static final double SMALLEST_FINE = 0.001;

    private Figure() {}

    public static String text(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Returns the value with three decimals below 1, where {@link #text(double)} has two. */
    public static String fineText(double value) {
        if (value >= 1) {
            return text(value);
        }
        return value > 0 && value < SMALLEST_FINE ? "<" + SMALLEST_FINE : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Returns the value with three significant digits or more, down to a hundredth: {@code 0.04}, {@code 99.8}. */
    public static String text(double value) {
        if (value == 0) {
            return "0";
        } else if (value < SMALLEST_SHOWN) {
            return "<" + SMALLEST_SHOWN;
        } else if (value < 10) {
            return String.format(Locale.ROOT, "%.2f", value);
        } else if (value < 1000) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Returns a time as people say it: {@code 42 s}, {@code 12 min}, {@code 2 h 5 min}. */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 90) {
            return seconds == 0 && !time.isZero() ? "<1 s" : seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** Returns a share as a percentage without its sign. */
    public static String percent(double share) {
        // 99.996 % would read as 100.0: not everything failed.
        return share < 1 && share > 0.9995 ? ">99.9" : text(share * 100);
    }
}
