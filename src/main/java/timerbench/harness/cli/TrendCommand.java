package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.history.Trend;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.run.WholeFile;
import timerbench.harness.run.Word;
import timerbench.harness.show.TrendDocument;
import timerbench.harness.stats.ChangePoints;
import timerbench.settings.Nearest;
import timerbench.settings.SettingsException;

/** Shows figures over time, and where their levels changed. */
@Command(
        name = "trend",
        description = {
            "Shows the figures of one kind of test over time, and marks where their levels changed.",
            "Each line has only runs of one machine, one profile and one kind of target.",
            "A level is worse if the newest change of level on its line is one for the worse. A later change for the"
                    + " better ends that. Where the machine or the settings of a profile changed, the line with the newest"
                    + " run is judged, among those with at least " + ChangePoints.FEWEST_VALUES + " runs."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:the trend is shown; with --fail-on-worse, no level is worse",
            "1:with --fail-on-worse, a level is worse",
            "2:wrong usage or settings, or no such run is recorded",
            "3:the history could not be read, or the page not be written",
            "4:with --fail-on-worse, no line has enough runs to judge"
        })
final class TrendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--test-type",
            required = true,
            paramLabel = "NAME",
            description = "Such as timer-creation for TimerCreationSimulation.")
    private String testType = "";

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "Only this one: ${COMPLETION-CANDIDATES}. Default: all")
    private @Nullable String database;

    @Option(
            names = "--metric",
            split = ",",
            paramLabel = "METRIC",
            completionCandidates = Choices.OfMetrics.class,
            description = "One or more of ${COMPLETION-CANDIDATES}. Default: all")
    private List<String> metrics = List.of();

    @Option(
            names = "--fail-on-worse",
            description = "Ends with exit code 1 if a level is worse. Default: ends with 0 whatever the levels are")
    private boolean failOnWorse;

    @Mixin
    private HistoryCommand.ChangeOptions changes = new HistoryCommand.ChangeOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "File of the page. Default: trend-TEST-TYPE.html in the folder reports")
    private @Nullable Path output;

    @Mixin
    private HistoryCommand.Options options = new HistoryCommand.Options();

    @Override
    public Integer call() throws IOException {
        ChangePoints.Rules rules = changes.rules();
        Trend.Question question = new Trend.Question(testType, Optional.ofNullable(database), asked(), rules);
        List<HistoryRow> rows;
        try (History history = options.open(spec.commandLine().getErr())) {
            rows = history.rows();
        }
        requireKnown(rows);
        Trend trend = Trend.of(rows, question);
        Path file = (output == null ? Path.of("reports", "trend-" + testType + ".html") : GivenPath.resolve(output))
                .toAbsolutePath();
        Files.createDirectories(file.getParent());
        WholeFile.write(file, TrendDocument.page(trend, rules));
        PrintWriter out = spec.commandLine().getOut();
        out.print(TrendDocument.console(trend, rules));
        out.println("timer-bench: the page is in " + file);
        if (failOnWorse) {
            out.println(TrendDocument.headline(trend));
        }
        out.flush();
        return failOnWorse ? exitCode(trend.standing()) : 0;
    }

    private static int exitCode(Trend.Standing standing) {
        return switch (standing) {
            case WORSE -> ExitCode.THRESHOLD_CROSSED;
            case NOT_WORSE -> 0;
            case TOO_FEW -> ExitCode.INCONCLUSIVE;
        };
    }

    private List<SummaryMetric> asked() {
        List<SummaryMetric> asked = new ArrayList<>();
        for (String name : metrics) {
            asked.add(Word.find(SummaryMetric.class, name.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new SettingsException(
                            "--metric: there is no \"" + name + "\"; there are " + Word.all(SummaryMetric.class)
                                    + Nearest.question(name, Word.words(SummaryMetric.class)))));
        }
        return asked.isEmpty() ? List.of(SummaryMetric.values()) : asked;
    }

    private void requireKnown(List<HistoryRow> rows) {
        List<String> known =
                rows.stream().map(HistoryRow::testType).distinct().sorted().toList();
        if (!known.contains(testType)) {
            throw new SettingsException("--test-type: no run of \"" + testType + "\" is recorded; "
                    + (known.isEmpty() ? "the history is empty" : "there are " + String.join(", ", known))
                    + Nearest.question(testType, known));
        }
    }
}
