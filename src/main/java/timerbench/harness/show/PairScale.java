package timerbench.harness.show;

import java.util.Optional;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Tested;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.run.Unit;

/**
 * The scale on which a metric's changes are plotted: percent of the baseline, or the metric's unit if it is compared by
 * its difference. 0 is no change.
 *
 * @param unit after each number; may be empty
 * @param size of one unit, in that of the values
 */
record PairScale(boolean isDifference, String unit, double size) {
    private static final double MICROS_PER_MILLI = 1e3;

    static PairScale of(Finding finding) {
        boolean isDifference = finding.tested().map(Tested::scale).equals(Optional.of(GateMetric.Scale.DIFFERENCE));
        if (!isDifference) {
            return new PairScale(false, "%", .01);
        }
        return switch (finding.unit()) {
            case MICROSECONDS -> new PairScale(true, Unit.MILLISECONDS.symbol(), MICROS_PER_MILLI);
            case PERCENT -> new PairScale(true, "percentage points", 1);
            case BYTES -> new PairScale(true, "bytes", 1);
            case ONE -> new PairScale(true, "", 1);
            case PER_SECOND, MILLISECONDS, SECONDS, BYTES_PER_SECOND, MEGABYTES ->
                new PairScale(true, finding.unit().symbol(), 1);
        };
    }

    /** Returns the change of a pair; empty if a value was not measured, or the baseline of a ratio is 0. */
    Optional<Double> change(Finding finding, Pair pair) {
        double[] values = pair.values(finding.metric());
        if (!isDifference && !(values[0] > 0 && values[1] > 0)) {
            return Optional.empty();
        }
        return Optional.of(isDifference ? scaled(values[1] - values[0]) : scaled(values[1] / values[0]))
                .filter(Double::isFinite);
    }

    /** Returns the mean change of a finding. */
    Optional<Double> change(Finding finding) {
        return (isDifference ? finding.difference() : finding.ratio()).map(this::scaled);
    }

    /** Returns a ratio or a difference on this scale. */
    double scaled(double change) {
        return (isDifference ? change : change - 1) / size;
    }
}
