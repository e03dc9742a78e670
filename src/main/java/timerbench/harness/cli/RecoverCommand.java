package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.RecoverRunner;
import timerbench.harness.experiment.RunSeries;
import timerbench.harness.judge.recover.RecoverPlan;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.load.Console;
import timerbench.harness.load.Output;
import timerbench.harness.show.RecoverFiles;
import timerbench.settings.Settings;

/** Does faults to the target under load, one per run, and reports what each costs and when the load is steady again. */
@Command(
        name = "recover",
        description = {
            "Measures what faults cost: how long until the load is steady again, and which timers are lost.",
            "Does each fault several times, in random order, each time to a fresh target under load in a JVM of its"
                    + " own. Prints a table of the faults and writes the results to results/recover-….",
            "Ctrl-C ends the current run and reports those before."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:the load was steady again after all faults, and no timer was lost",
            "1:a threshold was crossed, a timer was lost, or the load was not steady again",
            "2:wrong usage or settings, or a fault that is not possible on the target",
            "3:a run failed",
            "130:interrupted"
        })
final class RecoverCommand implements Callable<Integer> {
    /** A run until steady again, two JVMs, a database and a report. The first run says better. */
    private static final Duration EXPECTED = Duration.ofMinutes(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "FAULT",
            completionCandidates = Choices.OfFaultKinds.class,
            description = {
                "What is done, as KIND:ON[=LATENCY][@LASTS]:",
                "kill:service           kill for good (SIGKILL)",
                "kill:service:2@5s      kill instance 2 for 5 s",
                "stop:database@30s      stop for 30 s (SIGSTOP)",
                "restart:service        end in order, start again",
                "refuse:receiver@10s    answer callbacks with 503",
                "slow:database=80ms@9s  delay all bytes",
                "cut:receiver@5s        let no bytes pass",
                "command:TEXT@10s       run a shell command",
                "Default: kill, stop and restart service and database; refuse callbacks.",
                "More: docs/faults.md"
            })
    private List<String> faults = RecoverRunner.DEFAULT_FAULTS;

    @Option(names = "--rate", paramLabel = "N", description = "Timers created per second. Default: that of the profile.")
    private @Nullable String rate;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "Instances of the reference service. Default: 1")
    private @Nullable String instances;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Runs of each fault. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order of the runs. Default: drawn at random; the results name it.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "${COMPLETION-CANDIDATES}. Default: postgres")
    private @Nullable String database;

    @Option(
            names = "--provision",
            paramLabel = "SOURCE",
            completionCandidates = Choices.OfProvisions.class,
            description = "Where the database comes from: ${COMPLETION-CANDIDATES}. Default: embedded")
    private @Nullable String provision;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            completionCandidates = Choices.OfProfiles.class,
            description = "Size of the load: ${COMPLETION-CANDIDATES}. Default: ci")
    private @Nullable String profile;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT|FILE",
            completionCandidates = Choices.OfDialects.class,
            description = "API of the target: a dialect's file, or one of ${COMPLETION-CANDIDATES}. Default: groups")
    private @Nullable String dialect;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder for the results. Default: one in results.")
    private @Nullable Path output;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Any setting of reference.conf.%nExample: recovery.limit=60s")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private OutputOptions form = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        form.choose();
        RecoverPlan plan = plan();
        Map<String, String> given = given();
        RecoverRunner.check(plan, Settings.load().with(given));
        String id = GivenPath.id("recover");
        Path folder = GivenPath.newFolder(output, id);
        RunSeries series = RunSeries.into(folder);
        RecoverResult result = new RecoverRunner(id, plan, given, folder).run(series::make, EXPECTED);
        series.print(RecoverFiles.console(result));
        Output.result(
                form.isJson()
                        ? RecoverFiles.json(result, folder)
                        : RecoverFiles.end(result, folder, Console.resultColours()));
        return result.verdict().exitCode();
    }

    private RecoverPlan plan() {
        try {
            return new RecoverPlan(faults.stream().map(RecoverRunner::planned).toList(), repeats, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--faults: " + e.getMessage());
        }
    }

    /** Returns the settings of all runs, by their full names. */
    private Map<String, String> given() {
        Map<String, String> all = Settings.byKey(settings);
        put(all, "recovery.rate", rate);
        put(all, "instances", instances);
        put(all, "database", database);
        put(all, "provision", provision);
        put(all, "profile", profile);
        put(all, "dialect", dialect == null ? null : GivenPath.dialect(dialect));
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(Settings.key(key), value);
        }
    }
}
