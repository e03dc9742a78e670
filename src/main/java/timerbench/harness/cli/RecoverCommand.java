package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import timerbench.harness.show.RecoverFiles;

/** Does faults to the target under load, one per run, and reports what each of them costs. */
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

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Timers created per second. Default: that of the profile.")
    private @Nullable String rate;

    @Option(names = "--instances", paramLabel = "N", description = "Instances of the reference service. Default: 1")
    private @Nullable String instances;

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "${COMPLETION-CANDIDATES}. Default: postgres")
    private @Nullable String database;

    @Option(names = "--dry-run", description = "Check everything, print the runs, start nothing.")
    private boolean dryRun;

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        series.begin();
        series.put("recovery.rate", rate);
        series.put("instances", instances);
        series.put("database", database);
        RecoverPlan plan = plan();
        RecoverRunner.check(plan, series.settings());
        if (dryRun) {
            print(plan);
            return 0;
        }
        String id = GivenPath.id("recover");
        Path folder = series.newFolder(id);
        RunSeries runs = RunSeries.into(folder);
        RecoverResult result = new RecoverRunner(id, plan, series.given(), folder).run(runs::make, EXPECTED);
        runs.print(RecoverFiles.console(result));
        series.result(
                () -> RecoverFiles.json(result, folder),
                () -> RecoverFiles.end(result, folder, Console.resultColours()));
        return result.verdict().exitCode();
    }

    private RecoverPlan plan() {
        try {
            return new RecoverPlan(
                    faults.stream().map(RecoverRunner::planned).toList(), series.repeats(), series.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void print(RecoverPlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        int runs = plan.order().size();
        out.println("timer-bench: dry run: " + runs + (runs == 1 ? " run" : " runs")
                + " in this order; nothing was started");
        plan.order().forEach(cell -> out.println("  " + cell.text()));
        out.flush();
    }
}
