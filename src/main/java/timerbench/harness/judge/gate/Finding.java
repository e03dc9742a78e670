package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.Interval;

/**
 * One metric of both sides, and what is concluded of it. A figure that is not finite was not measured.
 *
 * @param metric its name as in {@code run.json}, with {@code P95} or {@code Mean} after it if it is that of a distribution
 * @param baseline median over the trials, or their largest if the limit holds for each; absent if not measured
 * @param candidate the same of the other
 * @param ratio candidate to baseline; absent if it cannot be told
 * @param interval of the ratio; absent if it cannot be told
 * @param limit what was allowed, for people, such as {@code at least 0.95 × the baseline}
 * @param worseFrom the same as the ratio from which on it counts as worse; absent if the limit is no ratio
 * @param tests those of a paired gate, in the order of its rounds
 * @param reason the conclusion in a sentence, with the figures that it rests on
 */
public record Finding(
        String metric,
        MetricScope subject,
        Unit unit,
        Better better,
        Optional<Double> baseline,
        Optional<Double> candidate,
        Optional<Double> ratio,
        Optional<Interval> interval,
        String limit,
        Optional<Double> worseFrom,
        List<RoundResult> tests,
        Conclusion conclusion,
        String reason) {
    /** No two services differ by more: one of the figures is no measurement. */
    private static final double LARGEST_RATIO = 1e12;

    public Finding {
        baseline = baseline.filter(Double::isFinite);
        candidate = candidate.filter(Double::isFinite);
        ratio = ratio.filter(Double::isFinite);
        tests = List.copyOf(tests);
    }

    /** A finding whose limit is no ratio. */
    public Finding(
            String metric,
            MetricScope subject,
            Unit unit,
            Better better,
            Optional<Double> baseline,
            Optional<Double> candidate,
            Optional<Double> ratio,
            Optional<Interval> interval,
            String limit,
            List<RoundResult> tests,
            Conclusion conclusion,
            String reason) {
        this(
                metric,
                subject,
                unit,
                better,
                baseline,
                candidate,
                ratio,
                interval,
                limit,
                Optional.empty(),
                tests,
                conclusion,
                reason);
    }

    /** Returns this finding with the ratio from which on it counts as worse. */
    public Finding countingWorseFrom(double bound) {
        return new Finding(
                metric,
                subject,
                unit,
                better,
                baseline,
                candidate,
                ratio,
                interval,
                limit,
                Optional.of(bound),
                tests,
                conclusion,
                reason);
    }

    /** Returns metric and subject in one piece, such as {@code responseTimeP95 of create}. */
    public String title() {
        return title(metric, subject);
    }

    static String title(String metric, MetricScope subject) {
        return metric + subject.name().map(name -> " of " + name).orElse("");
    }

    /**
     * Returns how many times the baseline's the candidate's figure is; nothing if one is missing, or the baseline's is 0 or next to
     * it.
     */
    static Optional<Double> ratio(Optional<Double> baseline, Optional<Double> candidate) {
        return baseline.filter(before -> before != 0)
                .flatMap(before -> candidate.map(after -> after / before))
                .filter(ratio -> ratio <= LARGEST_RATIO);
    }
}
