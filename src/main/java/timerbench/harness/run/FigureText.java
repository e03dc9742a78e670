package timerbench.harness.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures read in a gate's sentences, the same in every locale. What is beyond a limit never reads as the limit. */
public final class FigureText {
    private static final int RATIO_DECIMALS = 3;
    private static final int SHARE_DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private FigureText() {}

    /** Returns a figure with its unit; times in milliseconds, as people read them. */
    public static String value(Unit unit, double value) {
        return switch (unit) {
            case PER_SECOND -> Figure.text(value) + "/s";
            case ONE -> number(value);
            case MICROSECONDS -> Figure.text(value / MICROS_PER_MILLI) + " ms";
            default -> number(value) + " " + unit.symbol();
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Figure.text((long) value) : Figure.text(value);
    }

    /** Returns a share as a percentage, rounded up. */
    public static String percent(double share) {
        BigDecimal percent =
                BigDecimal.valueOf(share).movePointRight(2).round(new MathContext(SHARE_DIGITS, RoundingMode.CEILING));
        return plain(percent) + " %";
    }

    /** Returns a ratio, rounded towards the worse. */
    public static String ratio(double ratio, Better better) {
        RoundingMode worse = better == Better.HIGHER ? RoundingMode.FLOOR : RoundingMode.CEILING;
        return BigDecimal.valueOf(ratio).setScale(RATIO_DECIMALS, worse).toPlainString();
    }

    /** Returns a number as it was given, such as {@code 1.2}. */
    public static String plain(double number) {
        return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : Double.toString(number);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
