package timerbench.harness.run;

import java.util.List;
import java.util.Optional;

/**
 * Trials of one simulation, one profile and one target: what {@code run.json} holds.
 *
 * @param runId unique among runs
 * @param simulation simple name of the simulation's class
 * @param trials in the order they ran; at least one
 * @param accepted absent if it is no baseline
 */
public record Run(
        String runId,
        String simulation,
        RunProfile profile,
        RunTarget target,
        RunEnvironment environment,
        List<Trial> trials,
        Optional<Acceptance> accepted) {

    /** Names the form of {@code run.json}, for which {@code schema/run-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/run/1";

    public Run {
        Require.present(runId, "run id");
        Require.present(simulation, "simulation");
        Require.that(!trials.isEmpty(), "run %s: a run has at least one trial", runId);
        trials = List.copyOf(trials);
    }

    /** A run that nobody has accepted as a baseline. */
    public Run(
            String runId,
            String simulation,
            RunProfile profile,
            RunTarget target,
            RunEnvironment environment,
            List<Trial> trials) {
        this(runId, simulation, profile, target, environment, trials, Optional.empty());
    }

    /**
     * Returns this run as a baseline, which is kept with the sources and so is small: without what is told second by second
     * and statement by statement.
     */
    public Run accepted(Acceptance acceptance) {
        List<Trial> summaries = trials.stream().map(Trial::summary).toList();
        return new Run(runId, simulation, profile, target, environment, summaries, Optional.of(acceptance));
    }

    /** Returns what it came to by its thresholds: what the worst of its trials did. */
    public RunVerdict verdict() {
        if (!trials.stream().allMatch(Trial::isValid)) {
            return RunVerdict.INVALID;
        }
        List<Threshold> thresholds =
                trials.stream().flatMap(trial -> trial.thresholds().stream()).toList();
        if (thresholds.stream().anyMatch(threshold -> threshold.standing() == Threshold.Standing.CROSSED)) {
            return RunVerdict.CROSSED;
        }
        boolean judged = thresholds.stream().anyMatch(threshold -> threshold.standing() == Threshold.Standing.MET);
        return judged ? RunVerdict.PASS : RunVerdict.NOT_JUDGED;
    }
}
