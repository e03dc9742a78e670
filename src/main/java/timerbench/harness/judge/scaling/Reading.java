package timerbench.harness.judge.scaling;

import java.util.Optional;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Word;

/**
 * What one run shows of the measure.
 *
 * @param value per second: the figure, or what it is at least; of a demand the rate that was tried
 */
public record Reading(Kind kind, Optional<Double> value) {
    /** The kinds of results. Only a measured one is a figure. */
    public enum Kind implements Word {
        MEASURED,
        /** No rate that was tried met the limits. */
        NO_RATE,
        /** The highest rate that was to be tried met the limits. */
        AT_LEAST,
        /** The rate of a demand met the limits. */
        HELD,
        /** The rate of a demand did not meet them. */
        MISSED,
        /** The generator was the limit: the figure says nothing of the target. */
        SATURATED,
        FAILED,
        NOT_MEASURED
    }

    /** Returns what a run of a plan shows. */
    static Reading of(SweepPlan plan, SweepRun run) {
        return run.trial().map(trial -> of(plan, trial)).orElse(new Reading(Kind.FAILED, Optional.empty()));
    }

    private static Reading of(SweepPlan plan, Trial trial) {
        return switch (plan.measure()) {
            case THROUGHPUT -> throughput(plan.what().operation().orElseThrow(), trial);
            case CAPACITY -> capacity(trial);
            case DEMAND -> demand(trial);
        };
    }

    private static boolean isSaturated(Trial trial) {
        return trial.generatorSaturated().orElse(false);
    }

    private static Reading throughput(String operation, Trial trial) {
        Optional<Double> value = ComparedMetric.requests(operation).throughput(trial);
        Kind kind = value.isEmpty() ? Kind.NOT_MEASURED : isSaturated(trial) ? Kind.SATURATED : Kind.MEASURED;
        return new Reading(kind, value);
    }

    private static Optional<Double> rate(Trial trial, String metric) {
        return trial.value(metric, MetricScope.trial());
    }

    private static Reading capacity(Trial trial) {
        Optional<Double> held = rate(trial, Metric.RATE_HELD);
        boolean hasMissed = rate(trial, Metric.RATE_BROKEN).isPresent();
        if (held.isEmpty() && !hasMissed) {
            return new Reading(Kind.NOT_MEASURED, Optional.empty());
        }
        Kind kind = !hasMissed
                ? Kind.AT_LEAST
                : isSaturated(trial) ? Kind.SATURATED : held.isEmpty() ? Kind.NO_RATE : Kind.MEASURED;
        return new Reading(kind, held);
    }

    private static Reading demand(Trial trial) {
        Optional<Double> held = rate(trial, Metric.RATE_HELD);
        if (held.isPresent()) {
            return new Reading(Kind.HELD, held);
        }
        Optional<Double> missed = rate(trial, Metric.RATE_BROKEN);
        Kind kind = missed.isEmpty() ? Kind.NOT_MEASURED : isSaturated(trial) ? Kind.SATURATED : Kind.MISSED;
        return new Reading(kind, missed);
    }
}
