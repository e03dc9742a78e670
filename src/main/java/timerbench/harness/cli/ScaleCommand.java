package timerbench.harness.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.sweep.AxisReader;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.SweepPlan;

/** Measures the capacity with more and more of something, and sums up in a paragraph. */
@Command(
        name = "scale",
        description = {
            "Measures how capacity grows with instances, processors or another setting.",
            "A sweep with --measure capacity: searches for the highest rate of timers that meets the limits, several"
                    + " times with each value, in random order. Sums up in a paragraph, and writes the results to"
                    + " results/scale-….",
            "Ctrl-C ends the current run and reports those before."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {"0:all runs were made", "2:wrong usage or settings", "3:a run failed", "130:interrupted"})
final class ScaleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--instances", paramLabel = "N1,N2", description = "Processes of the service. Example: 1,2,4")
    private @Nullable String instances;

    @Option(
            names = "--cpus",
            paramLabel = "N1,N2",
            description = "Processors of the service, in a container. Example: 0.25,0.5,1")
    private @Nullable String cpus;

    @Option(
            names = "--axis",
            paramLabel = "NAME=V1,V2",
            description = "Another setting that is a number.%nExample: docker.database.cpus=0.5,1")
    private @Nullable String axis;

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "${COMPLETION-CANDIDATES}. Default: postgres")
    private @Nullable String database;

    @Mixin
    private SweepRuns runs = new SweepRuns();

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        series.begin();
        List<String> given = Stream.of(
                        Optional.ofNullable(instances).map(values -> "instances=" + values),
                        Optional.ofNullable(cpus).map(values -> "docker.service.cpus=" + values),
                        Optional.ofNullable(axis))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() != 1) {
            throw wrong("scale: wanted one of --instances, --cpus and --axis, such as --instances 1,2,4");
        }
        series.put("database", database);
        return runs.run("scale", plan(given.get(0)), series, spec.commandLine().getOut());
    }

    private SweepPlan plan(String text) {
        try {
            Axis read = new AxisReader(Measure.CAPACITY, "", series.settings()).read(text);
            return new SweepPlan(
                    Measure.CAPACITY, SweepPlan.What.NOTHING, List.of(read), series.repeats(), series.seed());
        } catch (IllegalArgumentException e) {
            throw wrong("scale: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
