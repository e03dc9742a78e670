package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.Recoveries;
import timerbench.harness.judge.recover.RecoveryMetric;
import timerbench.harness.run.Golden;

class RecoverFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private static List<RecoverResult> all() {
        return List.of(
                Recoveries.good(), Recoveries.bad(), Recoveries.interruptedAfter(4), Recoveries.interruptedAfter(0));
    }

    @Test
    void theConsoleIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("recover.txt", () -> RecoverFiles.console(Recoveries.bad()));
        Golden.assertSame("recover-good.txt", () -> RecoverFiles.console(Recoveries.good()));
    }

    @Test
    void markdownIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("recover.md", () -> RecoverFiles.markdown(Recoveries.bad()));
    }

    @Test
    void jsonIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("recover.json", () -> RecoverJson.text(Recoveries.bad()));
    }

    @Test
    void csvIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("recover.csv", () -> RecoverCsv.text(Recoveries.bad()));
    }

    @Test
    void noLineIsWiderThanTheConsoleOrEndsInSpaces() {
        for (RecoverResult result : all()) {
            String end = RecoverFiles.end(result, Path.of("results/recover-1"), Colours.NONE);
            assertThat((RecoverFiles.console(result) + end).lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(ConsoleText.WIDTH)
                            .doesNotMatch(".*\\s"));
        }
    }

    @Test
    void jsonValidatesAgainstTheSchema() throws IOException {
        try (InputStream in = RecoverResult.class.getResourceAsStream("/schema/recover-1.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            for (RecoverResult result : all()) {
                assertThat(schema.validate(MAPPER.readTree(RecoverJson.text(result))))
                        .isEmpty();
            }
        }
    }

    @Test
    void csvHasARowForEachFaultAndMetricAndAsManyCellsInEach() {
        List<List<String>> rows = Csv.rows(RecoverCsv.text(Recoveries.bad()));
        assertThat(rows).hasSize(1 + 3 * RecoveryMetric.values().length);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
    }

    @Test
    void theResultAndTheTotalsComeFirstTheConditionsLast() throws IOException {
        String page = Page.render(RecoverDocument.of(Recoveries.bad()));
        TextOrder.assertInOrder(
                page,
                "<h1 class=\"bad\">8 faults, 7 recovered, 2 timers lost, 6 duplicates, a threshold crossed in 3"
                        + " runs, 1 run failed</h1>",
                "does not count: exit code 3",
                "<h2 id=\"result\">",
                "lost: 2 of 88,002 timers",
                "<h2 id=\"faults\">",
                "<h2 id=\"time-lines\">",
                "<h2 id=\"runs\">",
                "<details id=\"conditions\">");
        assertThat(Page.render(RecoverDocument.of(Recoveries.good())))
                .contains("<h1 class=\"good\">30 faults, 30 recovered, 0 timers lost, 0 duplicates</h1>");
        assertThat(RecoverFiles.console(Recoveries.interruptedAfter(0)))
                .startsWith("0 faults, 0 recovered, 0 timers lost, 0 duplicates\n")
                .contains("NOT COMPLETE: 0 of 30 runs were made");
    }

    @Test
    void everySignInTheTableIsExplainedBelowIt() {
        assertThat(RecoverFiles.console(Recoveries.bad()).replaceAll("\\s+", " "))
                .contains("≥34.0")
                .contains("≥: the interval has no upper limit");
        assertThat(RecoverFiles.console(Recoveries.good())).doesNotContain("≥").doesNotContain("never");
    }

    @Test
    void everyRunIsLinkedAndAPageRunsNoTextOfTheResults() throws IOException {
        String page = Page.render(RecoverDocument.of(Recoveries.bad()));
        List<String> links = new ArrayList<>();
        Pattern.compile(" href=\"([^\"]*)\"").matcher(page).results().forEach(found -> links.add(found.group(1)));
        assertThat(links)
                .hasSize(2 * 8)
                .contains("./2-stop-service-2-30s-3/recoverysimulation-20260131120000000/report.html");
        assertThat(page).contains("echo &lt;b&gt;|`x`&lt;/b&gt;").doesNotContain("echo <b>");
        assertThat(page).doesNotContainPattern(Pattern.compile("src\\s*=\\s*[\"'][^\"']"));
    }

    private static JsonNode plots(RecoverResult result, int fault) {
        return MAPPER.valueToTree(
                new RecoverPlots(result).of(result.plan().faults().get(fault)));
    }

    @Test
    void theTimeLinesOfAllRunsBeginTenSecondsBeforeTheFaultAndEndWithTheLoad() {
        JsonNode plots = plots(Recoveries.good(), 0);
        assertThat(plots.findValuesAsText("title"))
                .containsExactly("good answers", "p95 response time", "p95 lateness");
        JsonNode rate = plots.get(0);
        assertThat(rate.path("from").asInt()).isEqualTo(-10);
        assertThat(rate.path("to").asInt()).isEqualTo(40);
        assertThat(rate.path("repeats")).hasSize(10);
        JsonNode points = rate.at("/median/points");
        assertThat(points).hasSize(50);
        assertThat(points.get(0).toString()).isEqualTo("[-10,200.0]");
        assertThat(points.get(9).toString()).isEqualTo("[-1,200.0]");
        assertThat(points.get(10).toString()).isEqualTo("[0,0.0]");
        assertThat(points.get(11).toString()).isEqualTo("[1,200.0]");
        assertThat(points.get(49).toString()).isEqualTo("[39,200.0]");
        assertThat(rate.path("faultEnds").asDouble()).isEqualTo(1);
        assertThat(plots.get(2).at("/median/points/0/1").floatValue()).isEqualTo(9.3f);
    }

    @Test
    void aWindowIsInTheMedianIfHalfOfTheRunsHaveIt() {
        // Nothing answers while the fault lasts, so there is no response time then.
        JsonNode points = plots(Recoveries.bad(), 1).get(1).at("/median/points");
        assertThat(points).noneSatisfy(point -> assertThat(point.get(0).asInt()).isBetween(0, 29));
        assertThat(points).anySatisfy(point -> assertThat(point.get(0).asInt()).isEqualTo(30));
    }

    @Test
    void aLoadTooSmallForAP95IsDrawnByItsP50() {
        JsonNode plots = plots(Recoveries.small(), 0);
        assertThat(plots.findValuesAsText("title"))
                .containsExactly("good answers", "p50 response time", "p95 lateness");
        assertThat(plots.get(1).at("/median/points/0").toString()).isEqualTo("[-10,7.0]");
    }

    @Test
    void aCapacityThatWasGainedIsNegative() {
        assertThat(RecoverText.value(RecoveryMetric.CAPACITY_LOST, -1_234.4)).isEqualTo("-1,234");
        assertThat(RecoverText.value(RecoveryMetric.LATEST_TIMER, 30_250_000)).isEqualTo("30.3");
    }

    @Test
    void theEndNamesWhatWentWrongAndTheFiles() {
        String end = RecoverFiles.end(Recoveries.bad(), Path.of("results/recover-1"), Colours.NONE);
        assertThat(end)
                .startsWith("INCOMPLETE · recover-20260131-120000: 8 faults, 7 recovered, 2 timers lost,")
                .contains("not recovered   stop service 2 for 30 s, in 1 of 3 runs\n")
                .contains(
                        "crossed         stop service 2 for 30 s: time to steady at most 30 s, in 3 of 3\n                runs\n")
                .contains("report          results/recover-1/recover.html\n");
        assertThat(RecoverFiles.end(Recoveries.good(), folder, Colours.NONE)).startsWith("PASS · ");
    }

    @Test
    void allFilesAreWrittenAlsoWhenNothingWasMeasured() throws IOException {
        for (RecoverResult result : all()) {
            RecoverFiles.write(folder, result);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("recover.json", "recover.csv", "recover.md", "recover.html");
        }
    }
}
