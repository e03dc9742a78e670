package timerbench.harness.run;

import java.util.List;
import java.util.Optional;

/** The fields of {@code run.json}: a run, after the name of its schema. */
record RunJson(
        Schema schema,
        String runId,
        String simulation,
        RunProfile profile,
        RunTarget target,
        RunEnvironment environment,
        List<Trial> trials,
        Optional<Run.Acceptance> accepted) {

    // An enum, so that another schema is refused before its other fields are read.
    enum Schema implements Word {
        RUN_1;

        @Override
        public String word() {
            return Run.SCHEMA;
        }
    }

    static RunJson of(Run run) {
        return new RunJson(
                Schema.RUN_1,
                run.runId(),
                run.simulation(),
                run.profile(),
                run.target(),
                run.environment(),
                run.trials(),
                run.accepted());
    }

    Run run() {
        return new Run(runId, simulation, profile, target, environment, trials, accepted);
    }
}
