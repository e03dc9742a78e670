package timerbench.harness.run;

import java.util.Optional;

/**
 * A limit that a trial was judged by, and the figure of the trial.
 *
 * @param what the limit is for, such as {@code p95 response time of create}
 * @param better the good side of the limit
 * @param got the figure; absent if it was not measured, or the sample does not support it
 */
public record Threshold(String what, Unit unit, Better better, double limit, Optional<Double> got, Standing standing) {
    /** The result of judging a trial by one limit. */
    public enum Standing implements Word {
        MET,
        CROSSED,
        /** There was nothing to judge. */
        NOT_JUDGED
    }

    public Threshold {
        Require.present(what, "threshold");
        Require.measured(limit, "threshold " + what);
        got.ifPresent(value -> Require.finite(value, "threshold " + what + ": what was got"));
        Require.that(got.isEmpty() || standing != Standing.NOT_JUDGED, "threshold %s: what was got is judged", what);
    }

    /** Returns an upper limit. */
    public static Threshold atMost(String what, Unit unit, double limit, Optional<Double> got) {
        return new Threshold(what, unit, Better.LOWER, limit, got, standing(got.map(value -> value <= limit)));
    }

    /** Returns a lower limit. */
    public static Threshold atLeast(String what, Unit unit, double limit, Optional<Double> got) {
        return new Threshold(what, unit, Better.HIGHER, limit, got, standing(got.map(value -> value >= limit)));
    }

    private static Standing standing(Optional<Boolean> holds) {
        return holds.map(met -> met ? Standing.MET : Standing.CROSSED).orElse(Standing.NOT_JUDGED);
    }

    /** Returns the same limit, which a missing figure also crosses. */
    public Threshold required() {
        return new Threshold(what, unit, better, limit, got, got.isEmpty() ? Standing.CROSSED : standing);
    }

    /** Returns figure and limit in a line: {@code p95 response time of create: 12.0 ms, at most 10.0 ms}. */
    public String text() {
        return what + ": " + gotText() + ", " + limitText();
    }

    /** Returns the figure with its unit. */
    public String gotText() {
        return got.map(this::inUnit).orElse(Numbers.NOT_MEASURED);
    }

    /** Returns the limit: {@code at most 10.0 ms}. */
    public String limitText() {
        return (better == Better.LOWER ? "at most " : "at least ") + inUnit(limit);
    }

    private String inUnit(double value) {
        return Numbers.withUnit(unit, value);
    }
}
