package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.Cause;
import timerbench.harness.judge.gate.Explanation.Change;
import timerbench.harness.judge.gate.Explanation.Kind;
import timerbench.harness.judge.gate.GateCauses;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Golden;
import timerbench.harness.run.JsonText;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Line;

class ExplanationTest {
    @TempDir
    private Path folder;

    @Test
    void itIsAsItsGoldenFilesInEveryLocale() throws IOException {
        Document document = new Document("", Line.of("REGRESSION"), blocks(GateReports.explained()));
        Golden.assertSame("explanation.txt", () -> ConsoleText.render(document));
        Golden.assertSame("explanation.md", () -> MarkdownText.render(document));
        Golden.assertSame(
                "explanation.json",
                () -> JsonText.of(
                        CauseJson.object(GateReports.explained().cause()).orElseThrow()));
    }

    private static List<Block> blocks(GateReport report) {
        return List.of(
                ExplanationSections.lead(report),
                ExplanationSections.changes(report),
                ExplanationSections.flameGraph(report));
    }

    @Test
    void theCauseStandsBetweenTheVerdictAndTheMetricsEverywhere() throws IOException {
        Document document = GateDocument.of(GateReports.explained());
        String cause = "TimerJson.write takes 13.8 ± 0.64 points more of the CPU samples per request (baseline 4.10 %)";
        for (String text : List.of(
                ConsoleText.render(document), MarkdownText.render(document), withoutHead(Page.render(document)))) {
            TextOrder.assertInOrder(
                    text.replaceAll("\\s+", " "), "REGRESSION: ", cause, "with commit 787a3cc90a1b", "Metrics");
        }
    }

    private static String withoutHead(String page) {
        return page.substring(page.indexOf("<body>"));
    }

    @Test
    void theLastLinesAndEachFailureOfJunitNameTheCause() {
        String cause = "TimerJson.write takes 13.8 ± 0.64 points more of the CPU samples per request (baseline 4.10 %)";
        assertThat(GateFiles.end(GateReports.explained(), Path.of("gate"), Colours.NONE)
                        .replaceAll("\\s+", " "))
                .contains(" why " + cause, " commit 787a3cc90a1b \"Timers are written twice\" (probability 96.4 %)");
        assertThat(GateJunit.text(GateReports.explained()).split("why: " + Pattern.quote(cause), -1))
                .hasSize(3);
    }

    @Test
    void everyKindOfChangeIsASentence() {
        assertThat(Stream.of(Kind.values())
                        .map(kind -> new Change(kind, "It", List.of(), "x", 12, 15.5, .5))
                        .map(ExplanationText::sentence))
                .containsExactly(
                        "It takes 3.50 ± 0.50 points more of the CPU samples per request (baseline 12.0 x)",
                        "It allocates 3.50 ± 0.50 x more per request (baseline 12.0 x)",
                        "It: threads wait 3.50 ± 0.50 x longer per request for this lock (baseline 12.0 x)",
                        "It: threads sleep or wait here 3.50 ± 0.50 x longer per request (baseline 12.0 x)",
                        "It: the garbage collector pauses 3.50 ± 0.50 x longer per request (baseline 12.0 x)",
                        "It is called 3.50 ± 0.50 times more per request (baseline 12.0 x)",
                        "It takes 3.50 ± 0.50 x more in the database per request (baseline 12.0 x)",
                        "It is 3.50 ± 0.50 x more per request (baseline 12.0 x)");
        assertThat(ExplanationText.sentence(new Change(Kind.CPU, "It", List.of(), "%", 12, 0, Double.NaN)))
                .isEqualTo("It takes 12.0 points less of the CPU samples per request (baseline 12.0 %)");
    }

    @Test
    void onlyWhatExplainsTheVerdictAndCannotBeNoiseIsNamed() {
        assertThat(ExplanationText.why(GateReports.explained())).hasSize(4).noneMatch(why -> why.contains("less"));
        assertThat(ExplanationText.why(GateReports.improvement()
                        .with(new Cause(GateCauses.known().explanation(), Optional.empty()))))
                .containsExactly(
                        "BatchQueue.take: threads sleep or wait here 170.0 ± 22.0 µs shorter per request (baseline"
                                + " 410.0 µs)");
        assertThat(ExplanationText.why(GateReports.regression().with(GateCauses.unclear())))
                .containsExactly("Under the profiler, nothing takes more by more than the noise.");
        assertThat(GateFiles.console(GateReports.pass().with(GateCauses.unclear())))
                .contains("What the profiler shows\n  - Under the profiler, nothing changed by more than the noise.");
        assertThat(ExplanationText.why(GateReports.regression().with(GateCauses.failed())))
                .containsExactly("The profiler could not be started.");
    }

    @Test
    void howToGetAnExplanationIsSaidOnlyWhereItHelps() {
        for (GateReport report : GateReports.all()) {
            boolean helps =
                    report.verdict() == Verdict.IMPROVEMENT && report.cause().equals(Cause.UNKNOWN);
            assertThat(GateFiles.console(report).contains("--explain")).isEqualTo(helps);
        }
    }

    @Test
    void howToFindTheCommitIsSaidWhereItIsNotKnown() {
        String bisect = "./timer-bench bisect --good 46342de0f1a2 --bad 787a3cc90a1b";
        GateReport unclear = GateReports.regression().with(GateCauses.unclear());
        assertThat(GateFiles.console(unclear).replaceAll("\\s+", " ")).contains(bisect);
        assertThat(GateFiles.console(GateReports.explained())).doesNotContain("bisect");
    }

    @Test
    void theStacksOfBothSidesAreFilesThatOtherToolsRead() throws IOException {
        GateFiles.write(folder, GateReports.explained());
        for (String name : StackFiles.NAMES) {
            assertThat(Files.readAllLines(folder.resolve(name)))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("\\S.* \\d+"));
        }
        assertThat(Files.readString(folder.resolve("gate.html")))
                .contains("<a href=\"baseline.collapsed\">", "<a href=\"candidate.collapsed\">");
    }
}
