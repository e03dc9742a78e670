package timerbench.harness.result;

import java.util.Locale;

/** How a figure reads, the same in every locale. What is not zero never reads as zero. */
public final class Figure {

    /** Stands in the place of a figure that there is none of. */
    public static final String NOT_MEASURED = "not measured";

    private static final double SMALLEST_SHOWN = 0.01;

    private Figure() {}

    public static String text(long value) {
        return String.format(Locale.ROOT, "%,d", value);
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

    /** Returns a share as a percentage without its sign. */
    public static String percent(double share) {
        // 99.996 % would read as 100.0: not everything failed.
        return share < 1 && share > 0.9995 ? ">99.9" : text(share * 100);
    }
}
