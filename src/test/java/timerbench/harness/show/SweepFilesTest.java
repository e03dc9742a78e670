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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.Sweeps;
import timerbench.harness.run.Golden;

class SweepFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theTableIsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("scaling.txt", () -> SweepFiles.console(Sweeps.instances()));
        Golden.assertSame("scaling-pending.txt", () -> SweepFiles.console(Sweeps.pending()));
        Golden.assertSame("scaling-grid.txt", () -> SweepFiles.console(Sweeps.grid()));
        Golden.assertSame("scaling-demand.txt", () -> SweepFiles.console(Sweeps.demand()));
    }

    @Test
    void jsonAndCsvAreAsTheirGoldenFilesInEveryLocale() throws IOException {
        Golden.assertSame("scaling.json", () -> SweepJson.text(Sweeps.instances()));
        Golden.assertSame("scaling.csv", () -> SweepCsv.text(Sweeps.censored()));
    }

    @Test
    void jsonValidatesAgainstTheSchema() throws IOException {
        try (InputStream in = Sweep.class.getResourceAsStream("/schema/sweep-1.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            for (Sweep sweep : Sweeps.all()) {
                assertThat(schema.validate(MAPPER.readTree(SweepJson.text(sweep))))
                        .isEmpty();
            }
        }
    }

    @Test
    void noLineIsWiderThanTheConsoleOrEndsInSpaces() {
        for (Sweep sweep : Sweeps.all()) {
            String text =
                    SweepFiles.console(sweep) + SweepFiles.end(sweep, Path.of("results/sweep-1"), Colours.NONE, true);
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(ConsoleText.WIDTH)
                            .doesNotMatch(".*\\s"));
        }
    }

    @Test
    void aBoundIsNeverShownAsAFigure() throws IOException {
        Sweep sweep = Sweeps.censored();
        assertThat(SweepFiles.console(sweep).replaceAll("\\s+", " "))
                .contains("instances 1: no rate met the limits in 1 of 3 runs, so it has no figure")
                .contains("instances 4: the highest rate that was to be tried met the limits in 3 of 3 runs; it is at"
                        + " least 1,600/s")
                .contains("≥ 1,600")
                .startsWith(
                        "capacity: no rate with instances 1, 702.0/s with instances 2, ≥ 1,600/s with instances 4 ");
        JsonNode points = MAPPER.readTree(SweepJson.text(sweep)).at("/lines/0/points");
        assertThat(points.at("/0/standing").asText()).isEqualTo("no rate");
        assertThat(points.at("/0/median").isMissingNode()).isTrue();
        assertThat(points.at("/2/atLeast").asDouble()).isEqualTo(1_600);
        assertThat(points.at("/2/median").isMissingNode()).isTrue();
        List<List<String>> rows = Csv.rows(SweepCsv.text(sweep));
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        assertThat(rows.get(1)).contains("no rate");
        assertThat(rows.get(1).get(rows.get(0).indexOf("median"))).isEmpty();
        assertThat(rows.get(3).get(rows.get(0).indexOf("atLeast"))).isEqualTo("1600.0");
    }

    @Test
    void theParagraphIsWholeInEveryForm() throws IOException {
        Sweep sweep = Sweeps.instances();
        String paragraph = ScaleParagraph.text(sweep);
        assertThat(MarkdownText.render(SweepDocument.of(sweep))).contains("\n\n" + paragraph + "\n");
        assertThat(Page.render(SweepDocument.of(sweep))).contains(paragraph);
        assertThat(SweepFiles.console(sweep).replaceAll("\\s+", " ")).contains(paragraph);
        assertThat(MAPPER.readTree(SweepJson.text(sweep)).path("inShort").asText())
                .isEqualTo(paragraph);
    }

    @Test
    void aSaturatedRunIsNamedAndLeftOut() throws IOException {
        String console = SweepFiles.console(Sweeps.grid()).replaceAll("\\s+", " ");
        assertThat(console)
                .contains("instances 2, concurrent 50: the generator was saturated in 1 of")
                .contains("NOT COMPLETE: 7 of 8 runs were made");
        assertThat(MAPPER.readTree(SweepJson.text(Sweeps.grid()))
                        .at("/lines/1/points/1/repeats/0/kind")
                        .asText())
                .isEqualTo("saturated");
    }

    @Test
    void whatIsNotMonotonicOrNotDecidedIsSaid() {
        assertThat(SweepFiles.console(Sweeps.demand()).replaceAll("\\s+", " "))
                .startsWith("least service.poolSize for 500/s: 2 or less")
                .contains("not decided at service.poolSize 1: the least value may be smaller")
                .contains("not monotonic: the rate was missed at service.poolSize 8, though it held at 2");
    }

    @Test
    void theEndNamesWhatFailedAndTheFiles() {
        assertThat(SweepFiles.end(Sweeps.instances(), Path.of("results/scale-1"), Colours.NONE, true))
                .startsWith("INCOMPLETE · sweep-20260131-120000-000: 11 of 12 runs made\n")
                .contains("failed          instances 8, repeat 2: exit code 3: postgres did not start\n")
                .contains("in short        From 1 to 8 instances")
                .endsWith("report          results/scale-1/sweep.html\ndata            results/scale-1/sweep.json\n");
        assertThat(SweepFiles.end(Sweeps.demand(), Path.of("r"), Colours.NONE, true))
                .contains("result          least service.poolSize for 500/s: 2 or less\n");
    }

    @Test
    void allFilesAreWrittenAlsoWhenNothingWasMeasured() throws IOException {
        for (Sweep sweep : Sweeps.all()) {
            SweepFiles.write(folder, sweep);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("sweep.json", "sweep.csv", "sweep.html", "sweep.md");
        }
    }
}
