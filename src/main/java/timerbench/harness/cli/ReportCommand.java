package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Run;
import timerbench.harness.show.IndexFile;
import timerbench.harness.show.ReportFiles;
import timerbench.settings.SettingsException;

/** Makes a report of one run, or a comparison of several. */
@Command(
        name = "report",
        description = {
            "Makes a page of a run, all in one file, and its figures as JSON and CSV. Every run makes its page itself:"
                    + " report.html in its folder.",
            "Several inputs make a comparison. Runs with the same conditions are repeats of one variant; each variant"
                    + " is compared with the first.",
            "--index makes the overview of a results folder, index.html, which every run, compare, sweep,"
                    + " recover and gate makes, too."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {"0:the report is written", "2:wrong usage, or there is no run", "3:it could not be written"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            split = ",",
            paramLabel = "RUN",
            description = "A run's folder or its run.json; several with commas, or by repeating the option."
                    + " Default: results/latest")
    private List<Path> inputs = List.of(Path.of("results", "latest"));

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "File to write; other formats go beside it under their own endings. Default: ${DEFAULT-VALUE}")
    private Path output = Path.of("reports", "performance-report.html");

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORM",
            completionCandidates = Choices.OfFormats.class,
            description = "One or more of ${COMPLETION-CANDIDATES}. Default: html")
    private List<ReportFiles> formats = List.of(ReportFiles.HTML);

    @Option(
            names = "--index",
            arity = "0..1",
            fallbackValue = "results",
            paramLabel = "FOLDER",
            description = "Makes the overview of this results folder, and no report. Without FOLDER: results")
    private @Nullable Path index;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (index != null) {
            out.println("timer-bench: written to " + IndexFile.write(GivenPath.folder("--index", index)));
            out.flush();
            return 0;
        }
        List<Run> runs = new ArrayList<>();
        inputs.forEach(input -> runs.add(GivenPath.run("--input", input)));
        Report report = report(runs);
        Path file = GivenPath.file("--output", output);
        Files.createDirectories(file.getParent());
        for (ReportFiles format : formats) {
            out.println("timer-bench: written to " + format.write(file, report));
        }
        out.flush();
        return 0;
    }

    private static Report report(List<Run> runs) {
        try {
            return new Report(runs);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--input: " + e.getMessage(), e);
        }
    }
}
