package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

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
    void ofEachMetricEachPairIsPlottedInItsOrder() {
        GateReport report = GateReports.regression();
        List<ObjectNode> plots = PairSection.plots(report);
        assertThat(plots).hasSize(4);
        JsonNode first = plots.get(0);
        assertThat(first.path("title").asText()).isEqualTo("p95 response time");
        assertThat(first.path("worseFrom").asDouble()).isEqualTo(1.02);
        assertThat(first.path("points"))
                .hasSameSizeAs(report.pairs())
                .extracting(point -> point.path("round").asInt())
                .containsExactly(1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2);
        double[] values = report.pairs().get(3).values("responseTimeP95");
        assertThat(first.at("/points/3/ratio").asDouble()).isEqualTo(values[1] / values[0]);
        // Of throughput the confirmation was not asked.
        assertThat(first.path("rounds")).hasSize(2);
        assertThat(plots.get(2).path("rounds")).hasSize(1);
    }

    @Test
    void aPairOfWhichOneWasNotMeasuredHasNoRatio() throws IOException {
        JsonNode points = PairSection.plots(GateReports.failedTrial()).get(0).path("points");
        assertThat(points).hasSize(7).filteredOn(point -> !point.has("ratio")).hasSize(1);
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
