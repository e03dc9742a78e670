package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReports;

class GatePageTest {

    @Test
    void itLoadsNothingAndRunsNoTextOfTheReport() throws IOException {
        String quiet = Page.render(GateDocument.of(GateReports.regression()));
        String page = Page.render(GateDocument.of(GateReports.hostile()));
        assertThat(page).doesNotContainPattern(Pattern.compile("(src|href)\\s*=\\s*[\"'][^\"']"));
        assertThat(page).contains("&lt;/script&gt;&lt;b&gt;").doesNotContain("<b>|`code`");
        assertThat(page.split("</script>", -1)).hasSameSizeAs(quiet.split("</script>", -1));
    }

    @Test
    void aVerdictIsAWordASignAndAColour() throws IOException {
        String pass = Page.render(GateDocument.of(GateReports.pass()));
        assertThat(pass).contains("<h1 class=\"good\">PASS: ");
        assertThat(Page.render(GateDocument.of(GateReports.regression()))).contains("<h1 class=\"bad\">REGRESSION: ");
        assertThat(Page.render(GateDocument.of(GateReports.failedTrial())))
                .contains("<h1 class=\"undecided\">INCONCLUSIVE: ");
        for (String tone : List.of("good", "bad", "undecided")) {
            assertThat(pass)
                    .containsPattern("h1\\." + tone + "::before \\{ content: \"\\S ")
                    .contains("." + tone + " { --tone");
        }
    }

    @Test
    void whenAndWhereItWasMeasuredStandsAtTheTopAndHashesAreOutOfTheWay() throws IOException {
        String page = Page.render(GateDocument.of(GateReports.regression()));
        assertThat(page)
                .contains("<p class=\"about\">2026-01-31 12:00 UTC · took 5 min · profile gate · PostgreSQL 18.6"
                        + " · 2 CPUs AMD EPYC, 8250 MB, Linux 6.1 amd64</p>");
        TextOrder.assertInOrder(page, "<h2 id=\"metrics\">", "<h2 id=\"pairs\">", "<details id=\"conditions\">");
        String commit = "46342de0f1a2b3c4d5e6f708192a3b4c5d6e7f80";
        assertThat(page).contains("<dd title=\"commit " + commit + "\">git:HEAD~1 · started");
        assertThat(page.substring(0, page.indexOf("<details id=\"conditions\">"))
                        .replaceAll("title=\"[^\"]*\"", ""))
                .doesNotContain(commit);
        assertThat(page).contains("<dt>commit of the baseline</dt><dd>" + commit + "</dd>");
    }

    @Test
    void ofEachMetricEachPairIsPlottedInItsOrder() {
        GateReport report = GateReports.regression();
        List<ObjectNode> plots = PairSection.plots(report);
        assertThat(plots).hasSize(4);
        JsonNode first = plots.get(0);
        assertThat(first.path("title").asText()).isEqualTo("p95 response time");
        assertThat(first.path("unit").asText()).isEqualTo("%");
        assertThat(first.path("worseFrom").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(first.path("points"))
                .hasSameSizeAs(report.pairs())
                .extracting(point -> point.path("number").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        double[] values = report.pairs().get(3).values("responseTimeP95");
        assertThat(first.at("/points/3/change").asDouble()).isCloseTo(100 * (values[1] / values[0] - 1), within(1e-9));
    }

    @Test
    void aPairOfWhichOneWasNotMeasuredHasNoChange() throws IOException {
        JsonNode points = PairSection.plots(GateReports.failedTrial()).get(0).path("points");
        assertThat(points).hasSize(14).filteredOn(point -> !point.has("change")).hasSize(1);
        assertThat(points.get(2).path("candidate").asText()).isEqualTo("not measured");
        assertThat(Page.render(GateDocument.of(GateReports.failedTrial())))
                .contains("candidate failed: the service ended with exit code 3 before it was ready");
    }

    @Test
    void aGateAgainstAFileHasNoPairsToShow() throws IOException {
        assertThat(PairSection.of(GateReports.file()).isEmpty()).isTrue();
        assertThat(Page.render(GateDocument.of(GateReports.file())))
                .doesNotContain("<h2 id=\"pairs\">Pairs</h2>", "All pairs as figures");
        assertThat(Page.render(GateDocument.of(GateReports.pass())))
                .contains("<h2 id=\"pairs\">Pairs</h2>", "All pairs as figures");
    }

    @Test
    void whereThereAreNoPairsThatIsSaid() throws IOException {
        assertThat(Page.render(GateDocument.of(GateReports.withoutAnything())))
                .contains("<p class=\"text\">not measured</p>");
    }

    @Test
    void howToRunItAgainIsSaidWhereItIsKnown() throws IOException {
        assertThat(Page.render(GateDocument.of(GateReports.pass())))
                .contains("<pre>./timer-bench gate --baseline-target");
        assertThat(Page.render(GateDocument.of(GateReports.file()))).doesNotContain("Run it again");
    }
}
