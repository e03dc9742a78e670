package timerbench.harness.judge.gate;

import java.util.Optional;

/**
 * What one round shows of one metric.
 *
 * @param measured the values as far as there are any
 * @param complete whether every pair that was asked for has them
 * @param direction worse or better: which of both was tested
 * @param adjusted the p-value of "it did not move in this direction", adjusted for all metrics tested along with it
 * @param level that it is held against
 * @param smallest the smallest change that would have been seen, as a ratio above 1; absent without spread or if incomplete
 */
record TestedMetric(
        GateMetric metric,
        int round,
        Optional<MetricRound> measured,
        boolean complete,
        Conclusion direction,
        double adjusted,
        double level,
        Optional<Double> smallest) {
    /** By how many times what is sought may be hidden by noise before nothing is concluded. */
    private static final double HIDDEN = 2;

    /** Returns whether it moved in the direction, surely enough and by as much as counts. */
    boolean isShown() {
        return complete
                && adjusted <= level
                && measured.map(values -> values.counts(direction)).orElse(false);
    }

    /** Returns whether a change that is sought would have been seen, or one not much larger. */
    boolean canDecide() {
        return complete && !isTooNoisy();
    }

    boolean isTooNoisy() {
        return smallest.map(ratio -> ratio - 1 > HIDDEN * metric.sought()).orElse(false);
    }

    /** Returns it as the files hold it, which know no infinity; nothing if no pair has both values. */
    Optional<RoundResult> asRoundTest() {
        return measured.map(values -> values.test(smallest.filter(Double::isFinite)));
    }
}
