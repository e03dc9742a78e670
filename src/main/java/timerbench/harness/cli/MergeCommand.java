package timerbench.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import timerbench.harness.load.PartMerge;

/** Merges the parts of several injectors into one run. */
@Command(
        name = "merge",
        description = {
            "Merges the parts of several injectors into one run, which is judged, reported and recorded like any"
                    + " other. A run with --injectors does so itself.",
            "All parts of the run must be there."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:all thresholds met",
            "1:a threshold was crossed",
            "2:wrong usage, or the parts are of a simulation that is not known here",
            "3:a part is missing, cannot be read, or is of another run; or an injector was the bottleneck or late"
        })
final class MergeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PART",
            description = "Folder of each part, with part.json and requests.csv.gz")
    private List<Path> parts = new ArrayList<>();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.choose();
        PartMerge.run(parts.stream().map(part -> GivenPath.folder("PART", part)).toList());
        return 0;
    }
}
