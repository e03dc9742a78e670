package timerbench.harness.judge.recover;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Word;
import timerbench.harness.stats.ExactBound;

/**
 * The runs of a plan of faults that were made, with their results.
 *
 * @param id the name of the folder
 * @param settings that were given for all runs, by their full names
 * @param results in the order in which the runs were made
 */
public record RecoverResult(String id, RecoverPlan plan, Map<String, String> settings, List<FaultRun> results) {
    /** Names the form of {@code recover.json}; {@code schema/recover-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/recover/1";

    public RecoverResult {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        results = List.copyOf(results);
    }

    /** What the runs say together. */
    public enum Verdict implements Word {
        /** All recovered, nothing was lost, all thresholds are met. */
        RECOVERED(0),
        /** All recovered and nothing was lost, but a threshold was crossed. */
        CROSSED(ExitCode.THRESHOLD_CROSSED),
        NOT_RECOVERED(ExitCode.THRESHOLD_CROSSED),
        LOST(ExitCode.THRESHOLD_CROSSED),
        /** A run does not count. */
        FAILED(ExitCode.FAILED),
        INTERRUPTED(ExitCode.INTERRUPTED);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Returns the exit code of the command. */
        public int exitCode() {
            return exitCode;
        }
    }

    /** Returns the verdict: the worst that holds, as the enum orders them. */
    public Verdict verdict() {
        if (!isComplete()) {
            return Verdict.INTERRUPTED;
        } else if (!failures().isEmpty()) {
            return Verdict.FAILED;
        } else if (total(RecoveryMetric.LOST).orElse(0.0) > 0) {
            return Verdict.LOST;
        } else if (recovered() < counted().size()) {
            return Verdict.NOT_RECOVERED;
        }
        return crossed() > 0 ? Verdict.CROSSED : Verdict.RECOVERED;
    }

    /** Returns whether all runs were made, however they ended. */
    public boolean isComplete() {
        return results.size() == plan.order().size();
    }

    /** Returns the runs whose figures do not count. */
    public List<FaultRun> failures() {
        return results.stream().filter(result -> result.trial().isEmpty()).toList();
    }

    /** Returns the runs whose figures count. */
    public List<FaultRun> counted() {
        return results.stream().filter(result -> result.trial().isPresent()).toList();
    }

    /** Returns the runs of a fault whose figures count. */
    public List<FaultRun> counted(PlannedFault fault) {
        return counted().stream()
                .filter(result -> result.cell().fault().equals(fault))
                .toList();
    }

    /** Returns the number of counted runs that recovered. */
    public int recovered() {
        return (int) counted().stream().filter(FaultRun::isRecovered).count();
    }

    /** Returns the number of counted runs that crossed a threshold. */
    public int crossed() {
        return (int)
                counted().stream().filter(result -> !result.crossed().isEmpty()).count();
    }

    /** Returns the figure of all runs of a fault. */
    public FaultFigure figure(PlannedFault fault, RecoveryMetric metric) {
        return FaultFigure.of(metric, counted(fault));
    }

    /** Returns the sum over all counted runs; empty if none measured it. */
    public Optional<Double> total(RecoveryMetric metric) {
        return counted().stream()
                .flatMap(result -> result.value(metric).stream())
                .reduce(Double::sum);
    }

    /** Returns the timers whose callback was outstanding in all counted runs, called back or lost. */
    public long timers() {
        return Stream.of(CallbackOutcome.values())
                .filter(outcome -> outcome.isFirst() || outcome == CallbackOutcome.LOST)
                .mapToLong(outcome -> counted().stream()
                        .flatMap(result -> result.trial().stream())
                        .flatMap(trial -> trial.value(outcome.metric(), MetricScope.trial()).stream())
                        .mapToLong(Double::longValue)
                        .sum())
                .sum();
    }

    /**
     * Returns the largest share of faults that lose a timer which still agrees with the runs, at a confidence of
     * {@value FaultFigure#CONFIDENCE}; empty if no run counts.
     */
    public Optional<Double> losingAtMost() {
        List<FaultRun> counted = counted();
        int losing = (int) counted.stream()
                .filter(result -> result.value(RecoveryMetric.LOST).orElse(0.0) > 0)
                .count();
        return counted.isEmpty()
                ? Optional.empty()
                : Optional.of(ExactBound.upper(losing, counted.size(), FaultFigure.CONFIDENCE));
    }

    /** Returns the runs that left results, in the order in which they were made. */
    public Stream<Run> runs() {
        return results.stream().flatMap(result -> result.run().stream());
    }

    /** Returns any run, to read from it what is the same for all: machine, profile, target. */
    public Optional<Run> anyRun() {
        return runs().findFirst();
    }

    /** Returns the counted trials of a fault by repeat. */
    public List<Trial> trials(PlannedFault fault) {
        return counted(fault).stream()
                .flatMap(result -> result.trial().stream())
                .toList();
    }
}
