package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.show.RerunCommand;

/** The command that makes sense after a run that crossed no threshold. */
final class NextCommand {
    private static final String COMMAND = "./timer-bench";

    private final Path results;
    private final Function<Path, Path> shown;

    /**
     * Creates the choice.
     *
     * @param results the folder in which a baseline would be
     * @param shown returns a path as the user would write it
     */
    NextCommand(Path results, Function<Path, Path> shown) {
        this.results = results;
        this.shown = shown;
    }

    /**
     * Returns the words: to accept the run if nothing is accepted, to compare it if the baseline was measured under the
     * same conditions, or else to accept it beside the baseline, which is of other runs and stays. No gate judges the
     * recovery from a fault, so after such a run the words are to do several faults.
     *
     * @param folder of the run
     */
    List<String> after(Run run, Path folder) {
        if (isRecovery(run)) {
            return List.of(COMMAND, "recover");
        }
        Path baseline = results.resolve("baseline.json");
        if (!Files.exists(baseline)) {
            return List.of(COMMAND, "baseline", "accept", word(folder));
        }
        if (isComparable(baseline, run)) {
            return List.of(COMMAND, "gate", "--baseline " + word(baseline), "--current " + word(folder));
        }
        String other = "baseline-" + run.simulation() + "-" + run.profile().name() + ".json";
        return List.of(COMMAND, "baseline", "accept", word(folder), "--as " + word(results.resolve(other)));
    }

    private static boolean isRecovery(Run run) {
        return run.trials().stream()
                .anyMatch(trial ->
                        trial.value(Metric.BASELINE_RATE, MetricScope.trial()).isPresent());
    }

    private String word(Path path) {
        return RerunCommand.quoted(shown.apply(path).toString());
    }

    private static boolean isComparable(Path baseline, Run run) {
        try {
            return Conditions.differences(RunFile.read(baseline), run).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
