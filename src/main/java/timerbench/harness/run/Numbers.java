package timerbench.harness.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/**
 * Numbers as people read them, the same in every locale. A number that is not zero never reads as zero. JSON and CSV
 * have spellings of their own.
 */
public final class Numbers {

    /** Stands where a number would stand if there were one. */
    public static final String NOT_MEASURED = "not measured";

    private static final double SMALLEST_SHOWN = 0.01;
    private static final double SMALLEST_FINE = 0.001;
    private static final int RATIO_DECIMALS = 3;
    private static final int LARGEST_RATIO = 999;
    private static final int SHARE_DIGITS = 3;
    private static final double SMALLEST_PERCENT = 0.001;
    private static final double ROUNDED_TO_TENTHS = 0.0005;
    /** From a tenfold change on, a percentage says less than the values. */
    private static final double LARGEST_PERCENT = 10;

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double KILOBYTE = 1e3;
    private static final double MEGABYTE = 1e6;
    private static final double LEAST_KILOBYTES = 1e5;

    private Numbers() {}

    /** Returns a count: {@code 12,345}. */
    public static String text(long count) {
        return String.format(Locale.ROOT, "%,d", count);
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

    /** Returns the value with three decimals below 1, where {@link #text(double)} has two. */
    public static String fineText(double value) {
        if (value >= 1) {
            return text(value);
        }
        return value > 0 && value < SMALLEST_FINE ? "<" + SMALLEST_FINE : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Returns a time in words: {@code 42 s}, {@code 12 min}, {@code 2 h 5 min}. */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 90) {
            return seconds == 0 && !time.isZero() ? "<1 s" : seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** Returns a value with its unit. Microseconds are converted to milliseconds. */
    public static String withUnit(Unit unit, double value) {
        return switch (unit) {
            case PER_SECOND -> number(value) + "/s";
            case MICROSECONDS -> text(value / MICROS_PER_MILLI) + " ms";
            case BYTES -> bytes(value);
            case ONE -> number(value);
            default -> number(value) + " " + unit.symbol();
        };
    }

    /** Returns a difference of two values with its unit. That of two percentages is in points. */
    public static String difference(Unit unit, double value) {
        return unit == Unit.PERCENT ? number(value) + " points" : withUnit(unit, value);
    }

    /** Returns bytes with a unit that leaves few digits: {@code 512 bytes}, {@code 318 kB}, {@code 24.5 MB}. */
    private static String bytes(double value) {
        if (value < LEAST_KILOBYTES) {
            return number(value) + " bytes";
        }
        return value < MEGABYTE ? text(value / KILOBYTE) + " kB" : text(value / MEGABYTE) + " MB";
    }

    /** Returns a number without decimals if it has none, else as {@link #fineText}. */
    private static String number(double value) {
        return value == Math.rint(value) ? text((long) value) : fineText(value);
    }

    /** Returns a share as a percentage without its sign, for a column whose unit is %: {@code 0.04}, {@code 12.5}. */
    public static String percentage(double share) {
        // 99.996 % would read as 100.0: not everything failed.
        return share < 1 && share > 0.9995 ? ">99.9" : text(share * 100);
    }

    /** Returns a share, 0 or above, as a percentage rounded to a tenth: {@code 4.1 %}, {@code 95 %}. */
    public static String percent(double share) {
        if (share > LARGEST_PERCENT) {
            return ">" + percent(LARGEST_PERCENT);
        } else if (share > 0 && share < ROUNDED_TO_TENTHS) {
            return "<0.1 %";
        } else if (share < 1 && share >= 1 - ROUNDED_TO_TENTHS) {
            return ">99.9 %";
        }
        return plain(BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP)) + " %";
    }

    /** Returns a share as a percentage rounded up to three digits: what exceeds a limit never reads as the limit. */
    public static String percentRoundedUp(double share) {
        return plain(BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .round(new MathContext(SHARE_DIGITS, RoundingMode.CEILING)))
                + " %";
    }

    /** Returns the size of a change as a percentage, always with one decimal so that a column of them lines up. */
    public static String change(double share) {
        return share > 0 && share < SMALLEST_PERCENT ? "<0.1 %" : String.format(Locale.ROOT, "%,.1f %%", share * 100);
    }

    /** Returns a change with its direction: {@code +4.1 %}. */
    public static String signedChange(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", share * 100);
    }

    /** Returns a change of which more is worse: {@code worse by 4.1 %}. */
    public static String worsening(double share) {
        if (share == 0) {
            return "the same";
        }
        return (share > 0 ? "worse by " : "better by ") + percent(Math.abs(share));
    }

    /** Returns a ratio with three decimals. */
    public static String ratio(double ratio) {
        return ratio(ratio, RoundingMode.HALF_UP);
    }

    /** Returns a ratio with three decimals, rounded towards the worse: no ratio beyond a limit reads as it. */
    public static String ratio(double ratio, Better better) {
        return ratio(ratio, better == Better.HIGHER ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    private static String ratio(double ratio, RoundingMode rounding) {
        if (ratio > LARGEST_RATIO) {
            return ">" + LARGEST_RATIO;
        }
        return ratio > 0 && ratio < SMALLEST_FINE
                ? "<" + SMALLEST_FINE
                : BigDecimal.valueOf(ratio).setScale(RATIO_DECIMALS, rounding).toPlainString();
    }

    /** Returns a p-value with two digits: {@code 0.016}. */
    public static String pValue(double p) {
        return p == 1 || p == 0 ? Integer.toString((int) p) : String.format(Locale.ROOT, "%.2g", p);
    }

    /** Returns a number as it was given, such as {@code 1.2}. */
    public static String asGiven(double number) {
        return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : Double.toString(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
