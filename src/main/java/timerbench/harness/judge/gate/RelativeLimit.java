package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;

/**
 * A limit of the candidate's figure, given as a multiple of the baseline's.
 *
 * @param metric as it is called in findings
 * @param factor of the baseline's that is still allowed
 * @param resolution up to which the figures are known, in their unit: nothing is worse by less
 */
record RelativeLimit(String metric, MetricScope subject, Unit unit, Better better, double factor, double resolution) {

    /** Returns the finding on two readings; if there are reasons not to judge by them, they are only told. */
    Finding finding(MetricValue baseline, MetricValue candidate, List<String> unfit) {
        if (!unfit.isEmpty()) {
            return finding(baseline, candidate, Conclusion.UNDECIDED, String.join("; ", unfit));
        } else if (baseline.isMissing()) {
            return finding(baseline, candidate, Conclusion.UNDECIDED, title() + ": " + baseline.missing());
        } else if (candidate.isMissing()) {
            return finding(baseline, candidate, Conclusion.UNDECIDED, title() + ": " + candidate.missing());
        }
        return judged(baseline, candidate);
    }

    private Finding judged(MetricValue baseline, MetricValue candidate) {
        double before = baseline.value().orElseThrow();
        double after = candidate.value().orElseThrow();
        Optional<Double> known = Finding.ratio(baseline.value(), candidate.value());
        if (known.isEmpty()) {
            return incomparable(baseline, candidate);
        }
        double ratio = known.get();
        String figures = title() + ": " + text(after) + ", " + Numbers.ratio(ratio, better) + " × the baseline's "
                + text(before) + "; ";
        if (isBeyond(before, after)) {
            return finding(baseline, candidate, Conclusion.WORSE, figures + "allowed is " + limit());
        } else if (isBeyond(after, before)) {
            return finding(baseline, candidate, Conclusion.BETTER, figures + "better by more than the limit is wide");
        }
        if (isAbove(ratio) && resolution > before) {
            String reason = title() + ": known to " + text(resolution)
                    + " only, which hides a figure of the baseline's " + text(before) + " becoming " + text(after);
            return finding(baseline, candidate, Conclusion.UNDECIDED, reason);
        }
        String reason = isAbove(ratio) ? withinResolution() : "within the limit, " + limit();
        return finding(baseline, candidate, Conclusion.WITHIN_LIMIT, figures + reason);
    }

    private Finding incomparable(MetricValue baseline, MetricValue candidate) {
        double before = baseline.value().orElseThrow();
        double after = candidate.value().orElseThrow();
        String figures = title() + ": " + text(after) + "; ";
        if (before == 0 && better == Better.LOWER && after <= resolution) {
            String both = "this and the baseline's 0 differ by no more than the " + text(resolution)
                    + " to which they are known";
            return finding(baseline, candidate, Conclusion.WITHIN_LIMIT, figures + both);
        }
        String why = before == 0 ? "0, of which nothing is a multiple" : before + ", too little to be compared with";
        return finding(baseline, candidate, Conclusion.UNDECIDED, figures + "the baseline's is " + why);
    }

    /**
     * Returns whether a figure is beyond the limit that another one sets. It is divided, not multiplied: what is exactly at the
     * limit then gives exactly the factor.
     */
    private boolean isBeyond(double reference, double value) {
        return better == Better.HIGHER ? value / reference < factor : (value - resolution) / reference > factor;
    }

    private boolean isAbove(double ratio) {
        return better == Better.LOWER && ratio > factor;
    }

    private String withinResolution() {
        return "above " + Numbers.asGiven(factor) + " ×, but by no more than the " + text(resolution)
                + " to which it is known";
    }

    private String limit() {
        return (better == Better.HIGHER ? "at least " : "at most ") + Numbers.asGiven(factor) + " × the baseline"
                + (resolution > 0 ? ", plus the " + text(resolution) + " to which it is known" : "");
    }

    private String text(double value) {
        return Numbers.withUnit(unit, value);
    }

    private String title() {
        return Finding.title(metric, subject);
    }

    private Finding finding(MetricValue baseline, MetricValue candidate, Conclusion conclusion, String reason) {
        return new Finding(
                        metric,
                        subject,
                        unit,
                        better,
                        baseline.value(),
                        candidate.value(),
                        Finding.ratio(baseline.value(), candidate.value()),
                        Optional.empty(),
                        limit(),
                        List.of(),
                        conclusion,
                        reason)
                .countingWorseFrom(factor);
    }
}
