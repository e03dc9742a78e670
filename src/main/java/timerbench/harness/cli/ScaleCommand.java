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
import timerbench.settings.Settings;

/** Measures the capacity with more and more of something, and sums up in a paragraph. */
@Command(
        name = "scale",
        description = {
            "Measures how capacity grows with instances, processors or another setting; with --injectors, how the"
                    + " rate grows that generators reach.",
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
    private static final String CREATE = "create";

    @Spec
    private CommandSpec spec;

    @Option(names = "--instances", paramLabel = "N1,N2", description = "Processes of the service. Example: 1,2,4")
    private @Nullable String instances;

    @Option(
            names = "--injectors",
            paramLabel = "N1,N2",
            description = "Generators of this machine that load a trivial server without pauses. Example: 1,2,4")
    private @Nullable String injectors;

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
                        Optional.ofNullable(injectors).map(values -> "injectors=" + values),
                        Optional.ofNullable(cpus).map(values -> "docker.service.cpus=" + values),
                        Optional.ofNullable(axis))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() != 1) {
            throw wrong("scale: wanted one of --instances, --injectors, --cpus and --axis, such as --instances 1,2,4");
        }
        if (injectors != null) {
            requireTrivialServer();
        }
        series.put("database", database);
        return runs.run("scale", plan(given.get(0)), series, spec.commandLine().getOut());
    }

    private SweepPlan plan(String text) {
        try {
            // A search for the capacity decides by what one process sees.
            Measure measure = injectors == null ? Measure.CAPACITY : Measure.THROUGHPUT;
            SweepPlan.What what = injectors == null ? SweepPlan.What.NOTHING : SweepPlan.What.operation(CREATE);
            Axis read = new AxisReader(measure, CREATE, series.settings()).read(text);
            return new SweepPlan(measure, what, List.of(read), series.repeats(), series.seed());
        } catch (IllegalArgumentException e) {
            throw wrong("scale: " + e.getMessage());
        }
    }

    private void requireTrivialServer() {
        Settings settings = series.settings();
        if (settings.isChosen("target") || settings.isChosen("injectors.on") || settings.isChosen("dialect")) {
            throw wrong("scale: --injectors loads a trivial server of its own from this machine; leave target, dialect"
                    + " and injectors.on out");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
