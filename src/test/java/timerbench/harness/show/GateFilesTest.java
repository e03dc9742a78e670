package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Golden;

class GateFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theTableIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("gate.txt", () -> GateFiles.console(GateReports.regression()));
        Golden.assertSame("file-gate.txt", () -> GateFiles.console(GateReports.file()));
    }

    @Test
    void markdownIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("gate.md", () -> MarkdownText.render(GateDocument.of(GateReports.regression())));
        Golden.assertSame("file-gate.md", () -> MarkdownText.render(GateDocument.of(GateReports.file())));
    }

    @Test
    void jsonIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("verdict.json", () -> GateJson.text(GateReports.regression()));
    }

    @Test
    void junitsXmlIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("junit.xml", () -> GateJunit.text(GateReports.regression()));
    }

    @Test
    void allFilesAreWrittenHoweverAGateEndsAndNothingElse() throws IOException {
        for (GateReport report : GateReports.all()) {
            GateFiles.write(folder, report);
            List<String> wanted = new ArrayList<>(List.of("verdict.json", "junit.xml", "gate.md", "gate.html"));
            if (report.cause().explanation().isPresent()) {
                wanted.addAll(StackFiles.NAMES);
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .extracting(file -> file.getFileName().toString())
                        .containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
    }

    @Test
    void noLineOfATableIsWiderThanAHundredColumnsEndsInSpacesOrSteersATerminal() {
        for (GateReport report : GateReports.all()) {
            assertThat(GateFiles.console(report).lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(ConsoleText.WIDTH)
                            .doesNotMatch(".*\\s")
                            .doesNotContainPattern("\\p{Cntrl}"));
        }
    }

    @Test
    void everyOutputForPeopleBeginsWithTheVerdictAndTheMetricsThatDecidedIt() throws IOException {
        String headline = "REGRESSION: p95 response time 1.085 × the baseline (1.078–1.091),"
                + " p95 lateness 1.049 × the baseline (1.037–1.059)";
        GateReport report = GateReports.regression();
        assertThat(GateFiles.console(report).replaceAll("\\s+", " ")).startsWith(headline);
        assertThat(MarkdownText.render(GateDocument.of(report))
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .isEqualTo("## " + headline);
        assertThat(Page.render(GateDocument.of(report))).contains("<h1 class=\"bad\">" + headline + "</h1>");
    }

    private static String headline(GateReport report) {
        return GateDocument.of(report).headline().text();
    }

    @Test
    void theHeadlineTellsWhatDecidedHoweverAGateEnds() {
        assertThat(headline(GateReports.pass()))
                .startsWith("PASS: throughput 1.000 × the baseline (0.997–1.004), p95 response time 1.0");
        assertThat(headline(GateReports.improvement())).startsWith("IMPROVEMENT: throughput 1.062 × the baseline (");
        assertThat(headline(GateReports.missingMetric())).isEqualTo("INCONCLUSIVE: mean server time not measured");
        assertThat(headline(GateReports.file()))
                .isEqualTo("REGRESSION: p95 response time of create 1.300 × the baseline,"
                        + " error rate of create 2.40 % (baseline: 0 %)");
    }

    @Test
    void whatWentWrongInATrialDecidesWhateverTheFiguresAre() {
        for (GateReport report : List.of(GateReports.violation(), GateReports.failedTrial())) {
            assertThat(headline(report))
                    .isEqualTo(report.verdict() + ": " + report.reasons().get(0));
        }
        assertThat(headline(GateReports.violation())).contains("lost callbacks: 2");
    }

    @Test
    void everyReasonIsToldOnce() throws IOException {
        for (GateReport report : List.of(GateReports.regression(), GateReports.failedTrial(), GateReports.file())) {
            String table = GateFiles.console(report).replaceAll("\\s+", " ");
            for (String reason : report.reasons()) {
                assertThat(table).containsOnlyOnce(reason);
                assertThat(MarkdownText.render(GateDocument.of(report))).containsOnlyOnce(reason);
                assertThat(Page.render(GateDocument.of(report)).replace("&#39;", "'"))
                        .contains(reason);
            }
        }
    }

    @Test
    void whatIsMissingReadsAsNotMeasured() throws IOException {
        GateReport report = GateReports.missingMetric();
        assertThat(GateFiles.console(report))
                .containsPattern("mean server time\\s+not measured +not measured +not measured +– +undecided");
        assertThat(MarkdownText.render(GateDocument.of(report)).replaceAll(" +", " "))
                .contains("| mean server time | not measured | not measured | not measured | – | undecided |");
        assertThat(Page.render(GateDocument.of(report))).contains("<td data-column=\"baseline\">not measured</td>");
    }

    @Test
    void aRatioIsRoundedTowardsTheWorse() {
        assertThat(FindingText.ratio(withRatio("throughput", .94996))).isEqualTo("0.949");
        assertThat(FindingText.ratio(withRatio("responseTimeP95", 1.20001))).isEqualTo("1.201");
        assertThat(FindingText.ratio(withRatio("throughput", .0001))).isEqualTo("<0.001");
        assertThat(FindingText.ratio(withRatio("responseTimeP95", 12_345))).isEqualTo(">999");
    }

    private static Finding withRatio(String metric, double ratio) {
        Finding finding = GateReports.pass().findings().stream()
                .filter(each -> each.metric().equals(metric))
                .findFirst()
                .orElseThrow();
        return GateReports.withRatio(finding, ratio);
    }

    @Test
    void whatPassingExcludesIsTold() {
        assertThat(FindingText.excluded(GateReports.pass().findings().get(0))).isEqualTo("5 %");
        assertThat(FindingText.excluded(GateReports.regression().findings().get(0)))
                .isEqualTo("–");
        assertThat(FindingText.tested(GateReports.regression().findings().get(0)))
                .isEqualTo("worse after 14 pairs, worse by 5 % not excluded");
    }

    @Test
    void aDifferenceHasTheUnitOfItsMetricAndASign() {
        Finding finding =
                GateReports.withDifference(GateReports.regression().findings().get(0), 1_250, -200, 2_700);
        assertThat(FindingText.changeWithInterval(finding)).isEqualTo("+1.25 ms (−0.20 ms–+2.70 ms)");
    }

    @Test
    void sampleReportsEndInEveryWay() {
        assertThat(GateReports.all()).extracting(GateReport::verdict).contains(Verdict.values());
        assertThat(GateReports.all())
                .flatExtracting(GateReport::findings)
                .extracting(Finding::conclusion)
                .contains(Conclusion.values());
    }
}
