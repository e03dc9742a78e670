package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.run.Word;
import timerbench.harness.stats.Interval;

/**
 * One metric of both sides, and what the gate concludes from it.
 *
 * @param tests the tests of a paired gate, in the order of its rounds; none of a gate against a file
 * @param reason the conclusion in a sentence, with the figures that it rests on
 */
public record Finding(
        JudgedMetric judged,
        Figures figures,
        Allowed allowed,
        List<RoundResult> tests,
        Conclusion conclusion,
        String reason) {

    /**
     * The figures of both sides. A figure that is not finite was not measured.
     *
     * @param baseline the median over the trials, or the largest value if the limit holds for each trial; absent if
     *     not measured
     * @param candidate likewise
     * @param ratio candidate to baseline; absent if unknown
     * @param interval of the ratio; absent if unknown
     */
    public record Figures(
            Optional<Double> baseline,
            Optional<Double> candidate,
            Optional<Double> ratio,
            Optional<Interval> interval) {
        /** No two services differ by more: one of the figures is no measurement. */
        private static final double LARGEST_RATIO = 1e12;

        public Figures {
            baseline = baseline.filter(Double::isFinite);
            candidate = candidate.filter(Double::isFinite);
            ratio = ratio.filter(Double::isFinite);
        }

        /** Returns figures with their quotient as the ratio. There is none to a baseline of 0 or next to 0. */
        static Figures of(Optional<Double> baseline, Optional<Double> candidate) {
            Optional<Double> ratio = baseline.filter(before -> before != 0)
                    .flatMap(before -> candidate.map(after -> after / before))
                    .filter(quotient -> quotient <= LARGEST_RATIO);
            return new Figures(baseline, candidate, ratio, Optional.empty());
        }
    }

    /**
     * The limit of a finding.
     *
     * @param text for people, such as {@code at least 0.95 × the baseline}
     * @param worseFrom the ratio from which on the metric counts as worse; absent if the limit is no ratio
     */
    public record Allowed(String text, Optional<Double> worseFrom) {}

    public Finding {
        tests = List.copyOf(tests);
    }

    public String metric() {
        return judged.name();
    }

    public MetricScope subject() {
        return judged.subject();
    }

    public Unit unit() {
        return judged.unit();
    }

    public Better better() {
        return judged.better();
    }

    public Optional<Double> baseline() {
        return figures.baseline();
    }

    public Optional<Double> candidate() {
        return figures.candidate();
    }

    public Optional<Double> ratio() {
        return figures.ratio();
    }

    public Optional<Interval> interval() {
        return figures.interval();
    }

    public String limit() {
        return allowed.text();
    }

    public Optional<Double> worseFrom() {
        return allowed.worseFrom();
    }

    /** Returns the name for people, such as {@code p95 response time of create}. */
    public String title() {
        return judged.title();
    }

    /** The conclusion on one metric. */
    public enum Conclusion implements Word {
        /** The pairs show no change, and would have shown one. */
        UNCHANGED,
        /** The limit is kept. A comparison of two single runs shows no more than that. */
        WITHIN_LIMIT,
        WORSE,
        BETTER,
        /** Figures are missing, or too noisy for the change that the gate seeks. */
        UNDECIDED
    }

    /**
     * The paired test of one metric in one round.
     *
     * @param round 1, or 2 for the confirmation
     * @param pairs the number of pairs with both values above zero
     * @param ratio candidate to baseline, the geometric mean over the pairs
     * @param worse the p-value of "it became no worse"
     * @param better the p-value of "it became no better"
     * @param smallest the smallest change, as a ratio above 1, that would have been seen with 80 % power; absent
     *     without spread, if values are missing, and if no double holds it
     */
    public record RoundResult(
            int round, int pairs, double ratio, double worse, double better, Optional<Double> smallest) {
        public RoundResult {
            smallest = smallest.filter(Double::isFinite);
        }
    }

    /**
     * A metric that a gate judges.
     *
     * @param name as in {@code run.json}, with {@code P95} or {@code Mean} after it for a value of a distribution
     */
    public record JudgedMetric(String name, MetricScope subject, Unit unit, Better better) {
        /** Returns the name for people, such as {@code p95 response time of create}. */
        public String title() {
            return MetricName.of(name, subject);
        }
    }
}
