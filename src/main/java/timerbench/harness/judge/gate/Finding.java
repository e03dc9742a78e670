package timerbench.harness.judge.gate;

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
 * @param tested what a paired gate tested; absent of a gate against a file
 * @param reason the conclusion in a sentence, with the figures that it rests on
 */
public record Finding(
        JudgedMetric judged,
        Figures figures,
        Allowed allowed,
        Optional<Tested> tested,
        Conclusion conclusion,
        String reason) {

    /**
     * The figures of both sides. A figure that is not finite was not measured.
     *
     * @param baseline the median over the trials, or the largest value if the limit holds for each trial; absent if
     *     not measured
     * @param candidate likewise
     * @param ratio candidate to baseline; absent if unknown
     * @param difference candidate minus baseline, of a metric that is compared by its difference; absent of any other
     * @param interval of the ratio or the difference; absent if unknown
     */
    public record Figures(
            Optional<Double> baseline,
            Optional<Double> candidate,
            Optional<Double> ratio,
            Optional<Double> difference,
            Optional<Interval> interval) {
        /** No two services differ by more: one of the figures is no measurement. */
        private static final double LARGEST_RATIO = 1e12;

        public Figures {
            baseline = baseline.filter(Double::isFinite);
            candidate = candidate.filter(Double::isFinite);
            ratio = ratio.filter(Double::isFinite);
            difference = difference.filter(Double::isFinite);
        }

        /** Returns figures with their quotient as the ratio. There is none to a baseline of 0 or next to 0. */
        static Figures of(Optional<Double> baseline, Optional<Double> candidate) {
            Optional<Double> ratio = baseline.filter(before -> before != 0)
                    .flatMap(before -> candidate.map(after -> after / before))
                    .filter(quotient -> quotient <= LARGEST_RATIO);
            return new Figures(baseline, candidate, ratio, Optional.empty(), Optional.empty());
        }
    }

    /**
     * The limit of a finding.
     *
     * @param text for people, such as {@code at least 0.95 × the baseline}
     * @param worseFrom the ratio, or the difference, from which on the metric counts as worse; absent if the limit is
     *     neither
     */
    public record Allowed(String text, Optional<Double> worseFrom) {}

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

    public Optional<Double> difference() {
        return figures.difference();
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
        /** The pairs show no change, and exclude the one that the gate seeks. */
        UNCHANGED,
        /** The limit is kept. A comparison of two single runs shows no more than that. */
        WITHIN_LIMIT,
        WORSE,
        BETTER,
        /** Figures are missing, or too noisy for the change that the gate seeks, or the gate ended before. */
        UNDECIDED
    }

    /**
     * What a paired gate tested of one metric, after each pair.
     *
     * @param scale how the values of a pair are compared
     * @param least the smallest change that counts: a share of the baseline, or a difference in the metric's unit
     * @param sought the change that passing excludes, likewise
     * @param pairs the number of pairs with values of both sides that can be compared
     * @param worseAfter the pair after which it was shown to be worse, if it was
     * @param betterAfter the pair after which it was shown to be better, if it was
     * @param excludedAfter the pair after which it was shown to be worse by less than the sought change, if it was
     */
    public record Tested(
            GateMetric.Scale scale,
            double least,
            double sought,
            int pairs,
            Optional<Integer> worseAfter,
            Optional<Integer> betterAfter,
            Optional<Integer> excludedAfter) {}

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
