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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.compare.Column.Difference;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.Comparisons;
import timerbench.harness.run.Golden;
import timerbench.harness.stats.PairedRatio;

class ComparisonFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private static List<Comparison> all() {
        return List.of(Comparisons.databases(), Comparisons.sweep(), Comparisons.targets(), withoutRuns());
    }

    /** Interrupted before the first run ended. */
    private static Comparison withoutRuns() {
        Comparison whole = Comparisons.databases();
        return new Comparison(whole.id(), whole.plan(), whole.settings(), whole.missing(), List.of());
    }

    @Test
    void theTableIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("comparison.txt", () -> ComparisonFiles.console(Comparisons.databases()));
        Golden.assertSame("sweep.txt", () -> ComparisonFiles.console(Comparisons.sweep()));
    }

    @Test
    void jsonIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("comparison.json", () -> ComparisonJson.text(Comparisons.databases()));
        Golden.assertSame("sweep.json", () -> ComparisonJson.text(Comparisons.sweep()));
    }

    @Test
    void csvIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("comparison.csv", () -> ComparisonCsv.text(Comparisons.databases()));
    }

    @Test
    void noLineOfATableIsWiderThanAHundredColumnsOrEndsInSpaces() {
        for (Comparison comparison : all()) {
            assertThat(ComparisonFiles.console(comparison).lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(ConsoleText.WIDTH)
                            .doesNotMatch(".*\\s"));
        }
    }

    @Test
    void jsonValidatesAgainstTheSchema() throws IOException {
        try (InputStream in = Comparison.class.getResourceAsStream("/schema/comparison-1.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            for (Comparison comparison : all()) {
                assertThat(schema.validate(MAPPER.readTree(ComparisonJson.text(comparison))))
                        .isEmpty();
            }
        }
    }

    @Test
    void csvHasARowForEachVariantOperationAndMetricAndAsManyCellsInEach() {
        List<List<String>> rows = Csv.rows(ComparisonCsv.text(Comparisons.databases()));
        assertThat(rows).hasSize(1 + 4 * (12 + 10));
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        assertThat(rows)
                .anySatisfy(row -> assertThat(row)
                        .contains("mongodb")
                        .contains("not available: "
                                + Comparisons.databases().missing().get("mongodb")));
    }

    @Test
    void noCellOfCsvIsAFormula() {
        for (String reason : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=\"a\",\n2")) {
            Comparison whole = Comparisons.databases();
            Comparison hostile = new Comparison(reason, whole.plan(), Map.of(), Map.of(), whole.results());
            List<List<String>> rows = Csv.rows(ComparisonCsv.text(hostile));
            assertThat(rows.get(1).get(0)).isEqualTo("'" + reason);
        }
    }

    @Test
    void everyOutputSaysWhatEachTargetWasAndNoneMentionsTheBareDriver() throws IOException {
        Comparison comparison = Comparisons.targets();
        String program = "program ./kala-1, sha256 0123456789ab";
        String console = ComparisonFiles.console(comparison);
        assertThat(console)
                .startsWith("throughput of create: before has the best median, not tested\n")
                .contains("compared    target: before, after, live\n")
                .contains("before      " + program + " · no limits\n")
                .contains("after       not available: the service ended before it was ready\n")
                .contains("live        url http://host:8080 · limits unknown\n")
                .contains("is not started afresh for each run")
                .doesNotContain("bare");
        assertThat(Page.render(ComparisonDocument.of(comparison)))
                .contains(program, "url http://host:8080")
                .doesNotContain("bare driver");
        JsonNode json = MAPPER.readTree(ComparisonJson.text(comparison));
        assertThat(json.at("/variants/0/kind").asText()).isEqualTo("program");
        assertThat(json.at("/variants/0/build/name").asText()).isEqualTo("./kala-1");
        assertThat(json.at("/variants/2/urls/0").asText()).isEqualTo("http://host:8080");
        assertThat(Csv.rows(ComparisonCsv.text(comparison)))
                .filteredOn(row -> row.get(2).equals("before"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get(5)).isEqualTo(program));
    }

    @Test
    void theResultComesFirstAndTheConditionsLast() throws IOException {
        String page = Page.render(ComparisonDocument.of(Comparisons.databases()));
        assertThat(page)
                .contains("<h1>throughput of create: postgres is better than cassandra, no difference from dynamodb"
                        + " (emulator) is shown; throughput of mixed: no difference is shown</h1>");
        TextOrder.assertInOrder(
                page,
                "<p class=\"about\">2026-01-31 12:00 UTC · profile ci · ",
                "<h2 id=\"result\">",
                "create, throughput: postgres has the best median but for emulators, 5,100/s; cassandra 2,000/s,"
                        + " 0.39 × (worse); dynamodb (emulator) 7,000/s, 1.36 × (no difference is shown)",
                "<h2 id=\"create\">",
                "<details id=\"conditions\">");
        assertThat(ComparisonFiles.console(Comparisons.sweep()))
                .startsWith("throughput of create: poolSize 4 is better");
        assertThat(ComparisonFiles.console(withoutRuns())).startsWith("throughput of create: not measured;");
    }

    @Test
    void everySignInATableIsExplainedBelowIt() throws IOException {
        for (Comparison comparison : List.of(Comparisons.databases(), Comparisons.sweep(), Comparisons.targets())) {
            String console = ComparisonFiles.console(comparison);
            for (String sign : List.of(OperationBlocks.NONE_SHOWN, OperationBlocks.NOT_TESTED)) {
                boolean isUsed = Pattern.compile("\\Q" + sign + "\\E\\d|\\d\\Q" + sign + "\\E")
                        .matcher(console)
                        .find();
                assertThat(console.contains(sign + ": no")).as(sign).isEqualTo(isUsed);
            }
        }
    }

    @Test
    void anEmulatorIsMarkedInEveryOutput() throws IOException {
        Comparison comparison = Comparisons.databases();
        assertThat(ComparisonFiles.console(comparison))
                .contains("dynamodb (emulator)")
                .contains("an emulator:");
        assertThat(MAPPER.readTree(ComparisonJson.text(comparison)).at("/figures/0/entries"))
                .anySatisfy(entry -> assertThat(entry.toString()).contains("dynamodb", "\"emulator\":true"));
        assertThat(Csv.rows(ComparisonCsv.text(comparison)))
                .filteredOn(row -> row.get(2).equals("dynamodb"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get(4)).isEqualTo("true"));
        assertThat(Page.render(ComparisonDocument.of(comparison)))
                .contains("dynamodb (emulator)<span", "an emulator: its figures are not the product&#39;s");
    }

    @Test
    void aPageLoadsNothingAndRunsNoTextOfTheResults() throws IOException {
        String page = Page.render(ComparisonDocument.of(Comparisons.databases()));
        assertThat(page).doesNotContainPattern(Pattern.compile("(src|href)\\s*=\\s*[\"'][^\"']"));
        assertThat(page).contains("&lt;b&gt;nothing&lt;/b&gt;").doesNotContain("<b>nothing");
        assertThat(page).contains("INSERT INTO timer VALUES ($1) -- &lt;i&gt;").doesNotContain("-- <i>");
    }

    @Test
    void whyABareDriverWasNotMeasuredIsSaidInEveryOutputForPeopleAndInJson() throws IOException {
        Comparison comparison = Comparisons.databases();
        String reason = "dynamodb create, repeat 3: the bare driver was not measured: the bare driver failed: ";
        assertThat(ComparisonFiles.console(comparison).replaceAll("\\s+", " ")).contains(reason + "<i>throttled</i>");
        assertThat(Page.render(ComparisonDocument.of(comparison))).contains(reason + "&lt;i&gt;throttled&lt;/i&gt;");
        assertThat(MAPPER.readTree(ComparisonJson.text(comparison)).path("runs"))
                .filteredOn(run -> run.at("/bareDriver/failure").isTextual())
                .singleElement()
                .satisfies(run -> assertThat(run.path("repeat").asInt()).isEqualTo(3));
    }

    @Test
    void whatIsSmallOrLargeBeyondUseReadsSo() {
        assertThat(OperationBlocks.value(ComparedMetric.CPU_SERVICE, 0.0001)).isEqualTo("<0.001");
        assertThat(OperationBlocks.value(ComparedMetric.CPU_SERVICE, 0.02)).isEqualTo("0.020");
        assertThat(OperationBlocks.value(ComparedMetric.P95, 12)).isEqualTo("12");
        assertThat(OperationBlocks.value(ComparedMetric.P95, 12.5)).isEqualTo("12.5");
        assertThat(OperationBlocks.value(ComparedMetric.ERROR_RATE, 0.125)).isEqualTo("12.5");
        assertThat(OperationBlocks.value(ComparedMetric.THROUGHPUT_TO_BARE, 0.0066))
                .isEqualTo("0.007");
        PairedRatio wide =
                PairedRatio.of(new double[] {1, 100}, new double[] {1, 1}, 0.95).orElseThrow();
        assertThat(OperationBlocks.ratioWithInterval(new RatioToBest(wide, Difference.NONE_SHOWN)))
                .isEqualTo("≈10.0 (<0.01–>999)");
    }

    @Test
    void allFilesAreWrittenAlsoWhenNothingWasMeasured() throws IOException {
        for (Comparison comparison : all()) {
            ComparisonFiles.write(folder, comparison);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("comparison.json", "comparison.csv", "comparison.html");
        }
    }
}
