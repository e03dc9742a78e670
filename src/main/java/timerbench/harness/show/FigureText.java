package timerbench.harness.show;

import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.Interval;

/** How the figures of a comparison read, the same in every locale. */
final class FigureText {
    /** Stands before a ratio whose interval holds 1. */
    static final String NONE_SHOWN = "≈";

    /** Stands behind a ratio without interval. */
    static final String NOT_TESTED = "?";

    private static final int LARGEST_LIMIT = 999;

    private FigureText() {}

    /** Returns a figure in the unit that people read it in. */
    public static String value(ComparedMetric quantity, double value) {
        if (quantity == ComparedMetric.ERROR_RATE) {
            return Numbers.percentage(value);
        }
        boolean threeDecimals = quantity.unit() == Unit.SECONDS || quantity == ComparedMetric.THROUGHPUT_TO_BARE;
        if (threeDecimals) {
            return Numbers.fineText(value);
        }
        boolean whole = quantity.unit() == Unit.MILLISECONDS && value == Math.rint(value);
        return whole ? Numbers.text((long) value) : Numbers.text(value);
    }

    /** Returns the unit that people read it in; empty for a ratio. */
    static String unit(ComparedMetric quantity) {
        return switch (quantity.unit()) {
            case ONE -> quantity == ComparedMetric.ERROR_RATE ? "%" : "";
            case BYTES -> "bytes";
            default -> quantity.unit().symbol();
        };
    }

    static String interval(ComparedMetric quantity, Interval interval) {
        return value(quantity, interval.low()) + "–" + value(quantity, interval.high());
    }

    /** Returns a ratio without its interval. */
    public static String ratio(RatioToBest against) {
        String ratio = Numbers.text(against.ratio().ratio());
        return switch (against.difference()) {
            case NONE_SHOWN -> NONE_SHOWN + ratio;
            case NOT_TESTED -> ratio + NOT_TESTED;
            case BETTER, WORSE -> ratio;
        };
    }

    /** Returns a ratio with its interval, if it has one. */
    static String ratioWithInterval(RatioToBest against) {
        return ratio(against)
                + against.ratio()
                        .interval()
                        .map(interval -> " (" + limits(interval) + ")")
                        .orElse("");
    }

    private static String limits(Interval interval) {
        return limit(interval.low()) + "–" + limit(interval.high());
    }

    /** Returns a limit so that no interval, however wide, makes a column wider than others. */
    private static String limit(double ratio) {
        return ratio < LARGEST_LIMIT ? Numbers.text(ratio) : ">" + LARGEST_LIMIT;
    }
}
