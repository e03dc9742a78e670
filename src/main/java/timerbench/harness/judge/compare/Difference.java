package timerbench.harness.judge.compare;

import timerbench.harness.run.Better;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.PairedRatio;

/** What a ratio to a reference shows. */
public enum Difference {
    BETTER("better"),
    WORSE("worse"),
    /** The interval of the ratio holds 1. */
    NONE_SHOWN("no difference shown"),
    /** There is no interval: a single repeat, or all with the same ratio. */
    NOT_TESTED("not tested");

    private final String text;

    Difference(String text) {
        this.text = text;
    }

    /** Returns it as people and files spell it. */
    public String text() {
        return text;
    }

    static Difference of(PairedRatio ratio, Better better) {
        return ratio.interval().map(interval -> of(interval, better)).orElse(NOT_TESTED);
    }

    private static Difference of(Interval interval, Better better) {
        if (interval.contains(1)) {
            return NONE_SHOWN;
        }
        return interval.low() > 1 == (better == Better.HIGHER) ? BETTER : WORSE;
    }
}
