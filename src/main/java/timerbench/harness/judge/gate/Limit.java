package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.RunSide.MetricValue;
import timerbench.harness.run.Better;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;

/** A limit for one metric of a candidate. */
sealed interface Limit {
    /**
     * Returns the finding on the figures of both sides.
     *
     * @param unfit reasons not to judge by the figures, which are then only shown; empty if they can be judged
     */
    Finding finding(MetricValue baseline, MetricValue candidate, List<String> unfit);

    /**
     * A limit given as a multiple of the baseline's figure.
     *
     * @param factor the multiple that is still allowed
     * @param resolution to which the figures are known, in their unit: nothing is worse by less
     */
    record Relative(JudgedMetric metric, double factor, double resolution) implements Limit {
        @Override
        public Finding finding(MetricValue baseline, MetricValue candidate, List<String> unfit) {
            Outcome outcome = outcome(baseline, candidate, unfit);
            return new Finding(
                    metric,
                    Finding.Figures.of(baseline.value(), candidate.value()),
                    new Finding.Allowed(limit(), Optional.of(factor)),
                    Optional.empty(),
                    outcome.conclusion(),
                    outcome.reason());
        }

        private Outcome outcome(MetricValue baseline, MetricValue candidate, List<String> unfit) {
            if (!unfit.isEmpty()) {
                return Outcome.undecided(String.join("; ", unfit));
            } else if (baseline.isMissing()) {
                return Outcome.undecided(metric.title() + ": " + baseline.missing());
            } else if (candidate.isMissing()) {
                return Outcome.undecided(metric.title() + ": " + candidate.missing());
            }
            double before = baseline.value().orElseThrow();
            double after = candidate.value().orElseThrow();
            return Finding.Figures.of(baseline.value(), candidate.value())
                    .ratio()
                    .map(ratio -> compared(before, after, ratio))
                    .orElseGet(() -> incomparable(before, after));
        }

        private Outcome compared(double before, double after, double ratio) {
            String figures = metric.title() + ": " + text(after) + ", " + Numbers.ratio(ratio, metric.better())
                    + " × the baseline's " + text(before) + "; ";
            if (isBeyond(before, after)) {
                return new Outcome(Conclusion.WORSE, figures + "allowed is " + limit());
            } else if (isBeyond(after, before)) {
                return new Outcome(Conclusion.BETTER, figures + "better by more than the limit");
            } else if (isAbove(ratio) && resolution > before) {
                return Outcome.undecided(metric.title() + ": the resolution of " + text(resolution)
                        + " is too coarse to compare " + text(after) + " with the baseline's " + text(before));
            }
            return new Outcome(
                    Conclusion.WITHIN_LIMIT,
                    figures + (isAbove(ratio) ? withinResolution() : "within the limit, " + limit()));
        }

        private Outcome incomparable(double before, double after) {
            String figures = metric.title() + ": " + text(after) + "; ";
            if (before == 0 && metric.better() == Better.LOWER && after <= resolution) {
                return new Outcome(
                        Conclusion.WITHIN_LIMIT,
                        figures + "the difference from the baseline's 0 is within the resolution of "
                                + text(resolution));
            }
            String why = before == 0 ? "0, so there is no ratio" : before + ", too small for a ratio";
            return Outcome.undecided(figures + "the baseline's is " + why);
        }

        /**
         * Returns whether a figure is beyond the limit that another one sets. It is divided, not multiplied, so that
         * a figure exactly at the limit gives exactly the factor.
         */
        private boolean isBeyond(double reference, double value) {
            return metric.better() == Better.HIGHER
                    ? value / reference < factor
                    : (value - resolution) / reference > factor;
        }

        private boolean isAbove(double ratio) {
            return metric.better() == Better.LOWER && ratio > factor;
        }

        private String withinResolution() {
            return "above " + Numbers.asGiven(factor) + " ×, but within the resolution of " + text(resolution);
        }

        private String limit() {
            return (metric.better() == Better.HIGHER ? "at least " : "at most ") + Numbers.asGiven(factor)
                    + " × the baseline"
                    + (resolution > 0 ? ", plus the resolution of " + text(resolution) : "");
        }

        private String text(double value) {
            return Numbers.withUnit(metric.unit(), value);
        }
    }

    /**
     * A limit that holds whatever the baseline's figure is, which is only shown. Figures are the largest of all
     * trials.
     *
     * @param most the largest figure that is allowed in any trial
     * @param always whether the limit is crossed even in a trial that is unfit to be judged: a promise that was
     *     broken there is broken
     * @param text spells figures and limit
     */
    record Absolute(JudgedMetric metric, double most, boolean always, DoubleFunction<String> text) implements Limit {
        /** Returns the limit for the share of an operation's requests that fail. */
        static Absolute errorRate(String operation, double most) {
            return new Absolute(
                    metric(Metric.ERROR_RATE, MetricScope.operation(operation)),
                    most,
                    false,
                    Numbers::percentRoundedUp);
        }

        /** Returns the limit for events that no target may cause. */
        static Absolute none(String metric) {
            return new Absolute(
                    metric(metric, MetricScope.trial()), 0, true, value -> Numbers.withUnit(Unit.ONE, value));
        }

        private static JudgedMetric metric(String name, MetricScope subject) {
            return new JudgedMetric(name, subject, Unit.ONE, Better.LOWER);
        }

        @Override
        public Finding finding(MetricValue baseline, MetricValue candidate, List<String> unfit) {
            Outcome outcome = outcome(candidate, unfit);
            return new Finding(
                    metric,
                    Finding.Figures.of(baseline.value(), candidate.value()),
                    new Finding.Allowed(limit(), Optional.empty()),
                    Optional.empty(),
                    outcome.conclusion(),
                    outcome.reason());
        }

        private Outcome outcome(MetricValue candidate, List<String> unfit) {
            boolean crossed = candidate.value().filter(value -> value > most).isPresent();
            if (crossed && (always || unfit.isEmpty())) {
                return new Outcome(Conclusion.WORSE, figure(candidate) + "; allowed is " + limit());
            } else if (!unfit.isEmpty()) {
                return Outcome.undecided(String.join("; ", unfit));
            } else if (candidate.isMissing()) {
                return Outcome.undecided(metric.title() + ": " + candidate.missing());
            }
            return new Outcome(Conclusion.WITHIN_LIMIT, figure(candidate) + "; within the limit, " + limit());
        }

        private String figure(MetricValue candidate) {
            return metric.title() + ": " + text.apply(candidate.value().orElseThrow());
        }

        private String limit() {
            return most == 0 ? "none" : "at most " + text.apply(most);
        }
    }

    /** The conclusion on a metric and its reason. */
    record Outcome(Conclusion conclusion, String reason) {
        static Outcome undecided(String reason) {
            return new Outcome(Conclusion.UNDECIDED, reason);
        }
    }
}
