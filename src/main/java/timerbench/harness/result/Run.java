package timerbench.harness.result;

import java.util.List;

/**
 * Trials of one simulation, one profile and one target: what {@code run.json} holds.
 *
 * @param runId unique among runs
 * @param simulation simple name of the simulation's class
 * @param trials in the order they ran; at least one
 */
public record Run(
        String runId,
        String simulation,
        RunProfile profile,
        RunTarget target,
        RunEnvironment environment,
        List<Trial> trials) {

    /** Names the form of {@code run.json}, for which {@code schema/run-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/run/1";

    public Run {
        Check.present(runId, "run id");
        Check.present(simulation, "simulation");
        Check.that(!trials.isEmpty(), "run %s: a run has at least one trial", runId);
        trials = List.copyOf(trials);
    }
}
