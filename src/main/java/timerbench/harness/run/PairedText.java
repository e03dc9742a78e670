package timerbench.harness.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How the figures of a paired gate read, the same in every locale. */
public final class PairedText {
    private static final double SMALLEST_SHOWN = 0.0005;
    /** From ten times as much on, a share says less than the values. */
    private static final double LARGEST_SHOWN = 10;

    private PairedText() {}

    /** Returns a share, 0 or above, as a percentage to a tenth: {@code 4.1 %}. What is not zero does not read as zero. */
    public static String percent(double share) {
        if (share > LARGEST_SHOWN) {
            return ">" + percent(LARGEST_SHOWN);
        } else if (share > 0 && share < SMALLEST_SHOWN) {
            return "<0.1 %";
        }
        BigDecimal tenths = BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP);
        return (tenths.signum() == 0 ? "0" : tenths.stripTrailingZeros().toPlainString()) + " %";
    }

    /** Returns a p-value to two digits: {@code 0.016}. */
    public static String pValue(double p) {
        return p == 1 ? "1" : String.format(Locale.ROOT, "%.2g", p);
    }

    /** Returns a change of which more is worse: {@code worse by 4.1 %}. */
    public static String change(double worsening) {
        if (worsening == 0) {
            return "the same";
        }
        return (worsening > 0 ? "worse by " : "better by ") + percent(Math.abs(worsening));
    }
}
