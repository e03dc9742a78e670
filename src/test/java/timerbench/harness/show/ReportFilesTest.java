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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.FileRuns;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Golden;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.run.Samples;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;

class ReportFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private static Run whole() {
        return SampleRuns.run(SampleRuns.kind());
    }

    private static Report one() {
        return new Report(List.of(whole()));
    }

    private static Report nothing() {
        return new Report(List.of(SampleRuns.run(SampleRuns.kind(), SampleRuns.cutShort())));
    }

    private static Report several() {
        SampleRuns.Kind local = SampleRuns.kind().on("DynamoDB Local");
        return new Report(List.of(
                whole(),
                SampleRuns.run(SampleRuns.kind().at(SampleRuns.START.plusSeconds(600), 480)),
                SampleRuns.run(local),
                SampleRuns.run(local.at(SampleRuns.START.plusSeconds(900), 320)),
                SampleRuns.run(SampleRuns.kind().on("Cassandra"))));
    }

    @Test
    void filesAreAsTheirGoldenFilesInEveryLocale() throws IOException {
        Golden.assertSame("report.json", () -> ReportJson.text(one()));
        Golden.assertSame("report-comparison.json", () -> ReportJson.text(several()));
        Golden.assertSame("report.csv", () -> ReportCsv.text(one()));
    }

    @Test
    void jsonValidatesAgainstTheSchema() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("/schema/report-1.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in));
            for (Report report : List.of(one(), nothing(), several())) {
                JsonNode tree = MAPPER.readTree(ReportJson.text(report));
                assertThat(schema.validate(tree)).isEmpty();
            }
        }
    }

    @Test
    void formsGoBesideEachOther() throws IOException {
        Path html = folder.resolve("performance.report.html");
        for (ReportFiles form : ReportFiles.values()) {
            assertThat(form.write(html, one()))
                    .hasFileName("performance.report." + form.name().toLowerCase(Locale.ROOT))
                    .isNotEmptyFile();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void aPageRunsNoTextOfTheRunAndLoadsNothing() throws IOException {
        for (Report report : List.of(one(), several())) {
            String page = ReportFiles.HTML.text(report);
            assertThat(page).doesNotContainPattern(Pattern.compile("(src|href)\\s*=\\s*[\"'][^\"']"));
            assertThat(page).doesNotContain("<killed>").doesNotContain("-- <i>");
        }
    }

    @Test
    void whatWasNotMeasuredIsSaid() throws IOException {
        String page = ReportFiles.HTML.text(nothing());
        assertThat(page)
                .contains("INVALID · CallbackSimulation")
                .contains("Cut short: the target ended with exit code 137.")
                .contains("not judged")
                .contains(
                        "<h3 id=\"load-and-response-times-over-time\">Over time</h3>\n<p class=\"text\">not measured</p>");
        assertThat(page.replaceAll("(?s)<script.*?</script>", ""))
                .doesNotContain("NaN")
                .doesNotContain("null");
    }

    @Test
    void severalFaultsAreNamedInTheirOrder() throws IOException {
        Trial whole = Samples.complete().trials().get(0);
        Instant began = whole.measured().from();
        Run run = Samples.run(
                Samples.complete().target(),
                whole.withMarks(List.of(
                        new TimelineEvent(began.plusSeconds(1), TimelineEvent.Kind.FAULT, "kill service for 5 s"),
                        new TimelineEvent(began.plusSeconds(2), TimelineEvent.Kind.PHASE, "hold"),
                        new TimelineEvent(began.plusSeconds(3), TimelineEvent.Kind.FAULT, "service answers again"))));
        assertThat(ReportFiles.HTML.text(new Report(List.of(run))))
                .contains("Faults: 12:00:01 UTC kill service for 5 s; 12:00:03 UTC service answers again.")
                .doesNotContain("Fault at");
    }

    @Test
    void aPageInTheFolderOfItsRunLinksWhatElseIsThere() throws IOException {
        Path own = Files.createDirectory(folder.resolve(whole().runId()));
        RunFile.write(own, whole());
        assertThat(Files.readString(ReportFiles.HTML.write(own.resolve("report.html"), one())))
                .contains("<p><a href=\"run.json\">all figures, as JSON</a></p>")
                .doesNotContain("index.html");

        // Gatling makes its report of the log after the page.
        Files.createFile(own.resolve("simulation.log"));
        assertThat(Files.readString(ReportFiles.HTML.write(own.resolve("report.html"), one())))
                .contains("<p><a href=\"index.html\">Gatling&#39;s report</a> · <a href=\"run.json\">all figures");

        RunFile.write(folder, whole());
        assertThat(Files.readString(ReportFiles.HTML.write(folder.resolve("report.html"), one())))
                .doesNotContain("<a href");
    }

    @Test
    void hashesAreInTooltipsOnly() throws IOException {
        String hash = "f0e1d2c3b4a59687".repeat(4);
        RunTarget.Build build = new RunTarget.Build("./kala", hash);
        Run run = FileRuns.at(
                Samples.complete(),
                known -> RunTarget.started(RunTarget.Kind.PROGRAM, "groups", 1, build, Optional.empty()));

        assertThat(ReportFiles.HTML.text(new Report(List.of(run))))
                .containsOnlyOnce("<dt>program</dt><dd title=\"sha256 " + hash + "\">./kala</dd>")
                .containsOnlyOnce(hash);
        assertThat(ReportFiles.console(run)).doesNotContain(hash.substring(0, 9));
    }

    @Test
    void theVerdictComesFirstAndTheCommandLast() throws IOException {
        String page = ReportFiles.HTML.text(one());
        assertThat(page.replaceAll("\\s+", " "))
                .contains(
                        "<body> <header> <h1 class=\"good\">PASS · CallbackSimulation: 3 of 4 thresholds met, none crossed</h1> </header>")
                .contains(
                        "<pre>./timer-bench run CallbackSimulation --profile smoke -D callbacks.targetRate=500</pre>");
    }

    /** Three runs that create so many a second, one more and two more; each updates 10 besides. */
    private static Stream<Run> repeats(SampleRuns.Kind kind, int rate) {
        return IntStream.range(0, 3)
                .mapToObj(each -> SampleRuns.run(kind.at(SampleRuns.START.plusSeconds(600L * each), rate + each)));
    }

    private static String headline(Stream<Run> reference, Stream<Run> other) throws IOException {
        String page =
                ReportFiles.HTML.text(new Report(Stream.concat(reference, other).toList()));
        return page.replaceAll("(?s).*<h1[^>]*>(.*?)</h1>.*", "$1");
    }

    @Test
    void theHeadlineOfSeveralRunsNamesEveryDifferenceThatIsShown() throws IOException {
        SampleRuns.Kind other = SampleRuns.kind().on("Cassandra");
        assertThat(headline(repeats(SampleRuns.kind(), 480), repeats(other, 320)))
                .startsWith("2 variants, compared with PostgreSQL 18.6. Cassandra 18.6: throughput 0.674 × (worse)");
        assertThat(headline(repeats(SampleRuns.kind(), 480), repeats(other, 480)))
                .isEqualTo("2 variants, compared with PostgreSQL 18.6. Cassandra 18.6: no difference is shown");
    }

    @Test
    void pagesAreDrawnWhole(@TempDir Path first, @TempDir Path second, @TempDir Path third)
            throws IOException, InterruptedException {
        // Load; two operations, each over time and as a curve; callbacks, lateness twice; three of a container, and
        // five of processes and the machine.
        Drawn.assertWhole(ReportFiles.HTML.text(one()), 1 + 4 + 3 + 3 + 5, first);
        Drawn.assertWhole(ReportFiles.HTML.text(nothing()), 0, second);
        // Ratios of all figures but lost and duplicates, of which there were none; two operations and the lateness.
        Drawn.assertWhole(ReportFiles.HTML.text(several()), 7 + 3, third);
    }
}
