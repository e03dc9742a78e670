package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import timerbench.harness.run.Better;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;

/**
 * A limit of the candidate's figure, whatever the baseline's is.
 *
 * @param most that is allowed in any trial
 * @param always whether it is crossed even in a trial that is not to be judged by: a promise that was broken there is broken
 * @param text spells figures and limit
 */
record AbsoluteLimit(String metric, MetricScope subject, double most, boolean always, DoubleFunction<String> text) {

    /** The limit of the share of an operation's requests that fail. */
    static AbsoluteLimit errorRate(String operation, double most) {
        return new AbsoluteLimit(
                Metric.ERROR_RATE, MetricScope.operation(operation), most, false, Numbers::percentRoundedUp);
    }

    /** None of these may be. */
    static AbsoluteLimit none(String metric) {
        return new AbsoluteLimit(metric, MetricScope.trial(), 0, true, value -> Numbers.withUnit(Unit.ONE, value));
    }

    /** Returns the finding on two readings, each the largest of its trials; the baseline's is only told. */
    Finding finding(MetricValue baseline, MetricValue candidate, List<String> unfit) {
        Optional<Double> got = candidate.value();
        boolean crossed = got.filter(value -> value > most).isPresent();
        if (crossed && (always || unfit.isEmpty())) {
            return finding(baseline, candidate, Conclusion.WORSE, figure(candidate) + "; allowed is " + limit());
        } else if (!unfit.isEmpty()) {
            return finding(baseline, candidate, Conclusion.UNDECIDED, String.join("; ", unfit));
        } else if (got.isEmpty()) {
            String reason = title() + ": " + candidate.missing();
            return finding(baseline, candidate, Conclusion.UNDECIDED, reason);
        }
        return finding(
                baseline, candidate, Conclusion.WITHIN_LIMIT, figure(candidate) + "; within the limit, " + limit());
    }

    private String figure(MetricValue candidate) {
        return title() + ": " + text.apply(candidate.value().orElseThrow());
    }

    private String limit() {
        return most == 0 ? "none" : "at most " + text.apply(most);
    }

    private String title() {
        return Finding.title(metric, subject);
    }

    private Finding finding(MetricValue baseline, MetricValue candidate, Conclusion conclusion, String reason) {
        return new Finding(
                metric,
                subject,
                Unit.ONE,
                Better.LOWER,
                baseline.value(),
                candidate.value(),
                Finding.ratio(baseline.value(), candidate.value()),
                Optional.empty(),
                limit(),
                List.of(),
                conclusion,
                reason);
    }
}
