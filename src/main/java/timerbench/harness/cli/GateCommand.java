package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.show.GateFiles;
import timerbench.harness.show.GateTable;

/** Holds a candidate against a baseline, and says whether it became worse. */
@Command(
        name = "gate",
        description = {
            "Holds a candidate against a baseline, prints the verdict and leaves it in results/gate-….",
            "--baseline and --current: a run against an accepted one, by throughput, p95, error rate, and lost, doubled or"
                    + " early callbacks. Runs of unlike machines, profiles, databases, durability or schemas are refused.",
            "--baseline-target and --candidate-target: makes trials of both, in pairs, and tests them; what changed is confirmed"
                    + " by as many fresh pairs before it is said."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:PASS or IMPROVEMENT",
            "1:REGRESSION",
            "2:wrong usage, or the runs are unlike",
            "3:it could not be done",
            "4:INCONCLUSIVE"
        })
final class GateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FileGateRun file = new FileGateRun();

    @Mixin
    private PairedGateRun paired = new PairedGateRun();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder for the verdict's files. Default: one in results.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        if (file.isAsked() == paired.isAsked()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "gate: wanted either --baseline and --current, or --baseline-target and --candidate-target");
        }
        GateReport report = file.isAsked() ? file.run() : paired.run();
        Path folder = StressOptions.folder(output, StressOptions.id("gate"));
        GateFiles.write(folder, report);
        PrintWriter out = spec.commandLine().getOut();
        out.print(GateTable.format(report));
        out.println("timer-bench: the verdict's files are in " + folder);
        out.flush();
        return report.verdict().exitCode();
    }
}
