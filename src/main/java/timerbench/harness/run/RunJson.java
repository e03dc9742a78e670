package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
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
        @JsonInclude(Include.NON_EMPTY) List<Injector> injectors,
        Optional<Run.Acceptance> accepted) {

    // A type of its own, so that another schema is refused before the fields after it are read.
    record Schema(@JsonValue String name) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Schema {
            Require.that(name.equals(Run.SCHEMA), "schema is %s, only %s can be read", name, Run.SCHEMA);
        }
    }

    static RunJson of(Run run) {
        return new RunJson(
                new Schema(Run.SCHEMA),
                run.runId(),
                run.simulation(),
                run.profile(),
                run.target(),
                run.environment(),
                run.trials(),
                run.injectors(),
                run.accepted());
    }

    Run run() {
        return new Run(runId, simulation, profile, target, environment, trials, injectors, accepted);
    }
}
