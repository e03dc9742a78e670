package timerbench.harness.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

/**
 * Judges a trial by its exact figures: Gatling's assertions know neither the hold nor the ledger, and estimate
 * percentiles. Every operation that was sent has a limit on its errors. An operation without a limit of its own
 * gets the lowest of the others, or 0 if no operation has one.
 */
final class TrialJudge {
    private final List<Function<Trial, List<Threshold>>> judges = new ArrayList<>();
    private final Set<String> withoutErrorLimit = new HashSet<>(Set.of(Requests.SHED));
    private OptionalDouble leastErrorRate = OptionalDouble.empty();

    /** @param judge returns the limits with the figures of a trial */
    void add(Function<Trial, List<Threshold>> judge) {
        judges.add(judge);
    }

    /** Adds a limit: the least number of timers executed in a second of the hold. */
    void requireExecutions(double leastPerSecond) {
        add(trial -> List.of(Threshold.atLeast(
                        MetricName.of(Metric.EXECUTIONS),
                        Unit.PER_SECOND,
                        leastPerSecond,
                        trial.value(Metric.EXECUTIONS, MetricScope.trial()))
                .required()));
    }

    /** Records the share of requests of some operation that may fail. */
    void allows(double errorRate) {
        leastErrorRate = OptionalDouble.of(Math.min(errorRate, leastErrorRate.orElse(1)));
    }

    /** Leaves the errors of an operation without a limit over the whole trial: something else judges them. */
    void leaveErrorsOf(String operation) {
        withoutErrorLimit.add(operation);
    }

    /**
     * Returns the limits of a trial that has not begun, without figures.
     *
     * @param asked the rates asked for, which some limits depend on
     * @param operations the names of its requests
     */
    List<Threshold> planned(List<Metric> asked, Set<String> operations) {
        Period never = new Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        Trial trial = new Trial(1, never, Optional.of(never), Outcome.complete(), new WarmUp(0, 0)).with(asked);
        return thresholds(trial, operations.stream());
    }

    /** Returns the trial with its thresholds; a trial that was cut short has none. */
    Trial judged(Trial trial) {
        if (!trial.outcome().isComplete()) {
            return trial;
        }
        return trial.withThresholds(thresholds(
                trial,
                trial.metrics().stream()
                        .filter(metric -> metric.name().equals(Metric.ERROR_RATE))
                        .flatMap(metric -> metric.subject().name().stream())));
    }

    private List<Threshold> thresholds(Trial trial, Stream<String> operations) {
        List<Threshold> thresholds = new ArrayList<>(
                judges.stream().flatMap(judge -> judge.apply(trial).stream()).toList());
        Set<String> judged = thresholds.stream().map(Threshold::what).collect(Collectors.toSet());
        operations
                .filter(operation -> !withoutErrorLimit.contains(operation))
                .map(operation -> Thresholds.errors(trial, operation, leastErrorRate.orElse(0)))
                .filter(errors -> !judged.contains(errors.what()))
                .forEach(thresholds::add);
        return thresholds;
    }
}
