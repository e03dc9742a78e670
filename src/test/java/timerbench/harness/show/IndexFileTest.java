package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.compare.Comparisons;
import timerbench.harness.judge.gate.GateReports;
import timerbench.harness.judge.recover.Recoveries;
import timerbench.harness.judge.scaling.Sweeps;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.SampleRuns;

class IndexFileTest {
    private static final String HOSTILE = "Grüße <b>&\"'#?%20: 50 %";

    @TempDir
    private Path results;

    private static Run run(int day, double rate) {
        return SampleRuns.run(SampleRuns.kind().at(SampleRuns.START.plus(Duration.ofDays(day)), rate));
    }

    /** Writes a run as the harness leaves it: Gatling's page is not there yet. */
    private void add(Run run) throws IOException {
        Path folder = results.resolve(run.runId());
        RunFile.write(folder, run);
        Files.createFile(folder.resolve("simulation.log"));
        Files.createFile(folder.resolve("report.html"));
    }

    private String page() throws IOException {
        return Files.readString(IndexFile.write(results));
    }

    private void addAll() throws IOException {
        for (int day = 0; day < 24; day++) {
            add(run(day, (day < 12 ? 500 : 400) + day % 3));
        }
        for (int run = 0; run < 2; run++) {
            add(SampleRuns.run(SampleRuns.kind().on("Cassandra").at(SampleRuns.START.plusSeconds(run), 300)));
        }
        add(SampleRuns.run(SampleRuns.kind().on("cut"), SampleRuns.cutShort()));
        GateFiles.write(results.resolve("gate-20260301-120000-000"), GateReports.regression());
        GateFiles.write(results.resolve("gate-20260302-120000-000"), GateReports.hostile());
        ComparisonFiles.write(
                Files.createDirectory(results.resolve("compare-20260301-130000-000")), Comparisons.databases());
        RecoverFiles.write(Files.createDirectory(results.resolve("recover-20260301-140000-000")), Recoveries.bad());
        RunFile.write(results.resolve(HOSTILE), run(40, 400));
        Files.createSymbolicLink(results.resolve("latest"), Path.of(HOSTILE));
    }

    @Test
    void everythingIsListedTheNewestFirstWithItsVerdict() throws IOException {
        addAll();
        String page = page().replaceAll("(?s)<style>.*?</style>", "");
        assertThat(page).contains("Results: 28 runs, 1 comparison, 2 gates, 1 recovery experiment");
        assertThat(Pattern.compile("<tr><th scope=\"row\" class=\"date\">(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})</th>")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .hasSize(32)
                .isSortedAccordingTo((left, right) -> right.compareTo(left))
                .startsWith("2026-03-12 12:00", "2026-03-01 14:00", "2026-03-01 13:00", "2026-02-23 12:00");
        assertThat(page)
                .contains(
                        "<b class=\"good\">PASS</b>", "<b class=\"bad\">REGRESSION</b>", "<b class=\"bad\">INVALID</b>")
                .contains("callback · postgres · smoke")
                .contains("gate: git:HEAD against git:HEAD~1")
                .contains("comparison by database: postgres, mongodb, cassandra, dynamodb · create, mixed")
                .contains("recovery from kill:service@0s, stop:service:2@30s, command:echo &lt;b&gt;")
                .contains("<b class=\"bad\">INCOMPLETE</b>");
    }

    @Test
    void aSweepIsListedWithItsAxes() throws IOException {
        SweepFiles.write(Files.createDirectory(results.resolve("scale-20260301-130000-000")), Sweeps.instances());
        SweepFiles.write(Files.createDirectory(results.resolve("sweep-20260301-130000-000")), Sweeps.grid());
        assertThat(page())
                .contains("Results: 2 sweeps")
                .contains("capacity over instances 1, 2, 4, 8<")
                .contains("<b class=\"bad\">1 FAILED</b>")
                .contains("throughput over instances 1, 2 × concurrent 10, 50<")
                .contains("<b class=\"undecided\">INCOMPLETE</b>")
                .contains("href=\"./scale-20260301-130000-000/sweep.html\"");
    }

    @Test
    void comparableRunsAreDrawnWithTheirLevel() throws IOException {
        addAll();
        String page = page();
        assertThat(page)
                .contains(
                        "aria-label=\"throughput of the last 25 runs: from 510.0 to 410.0 1/s, between 410.0 and 512.0 1/s\"")
                .contains("<b class=\"bad\">throughput worse since 2026-02-12 (-19.6 %)</b>")
                // Two runs of Cassandra.
                .contains("needs 6 more runs");
        assertThat(page.split("<svg class=\"spark\"", -1)).hasSize(1 + 2 * 2);
    }

    private static String unescaped(String text) {
        return text.replace("&#39;", "'").replace("&amp;", "&");
    }

    @Test
    void linksAreRelativeAndLeadToFiles() throws IOException {
        addAll();
        List<String> addresses = new ArrayList<>();
        Pattern.compile(" href=\"([^\"]*)\"")
                .matcher(page())
                .results()
                .forEach(found -> addresses.add(unescaped(found.group(1))));
        assertThat(addresses)
                .allMatch(address -> address.startsWith("./"))
                .contains(
                        "./callbacksimulation-1-1769860800/report.html",
                        "./callbacksimulation-1-1769860800/run.json",
                        "./gate-20260301-120000-000/gate.html",
                        "./compare-20260301-130000-000/comparison.html",
                        "./recover-20260301-140000-000/recover.html");
        assertThat(addresses)
                // Gatling makes its page afterwards.
                .filteredOn(address -> !address.endsWith("/index.html"))
                .allSatisfy(address -> assertThat(Path.of(results.toUri().resolve(URI.create(address))))
                        .isRegularFile());
        assertThat(addresses)
                .filteredOn(address -> address.endsWith("/index.html"))
                .hasSize(27);
    }

    @Test
    void noNameOrTextIsRunAndNothingIsLoaded() throws IOException {
        addAll();
        String page = page();
        assertThat(page)
                .contains("<td data-column=\"folder\" class=\"text\">Grüße &lt;b&gt;&amp;&quot;&#39;#?%20: 50 %</td>")
                .doesNotContain("<b>&")
                .doesNotContain("<b>|`code`")
                .doesNotContain("echarts.init=")
                .doesNotContain("src=");
        assertThat(page).hasSizeLessThan(100_000);
    }

    @Test
    void whatCannotBeReadIsListedWithItsReason() throws IOException {
        add(run(0, 500));
        for (String name : List.of("broken", "other", "verdict", "empty", ".hidden")) {
            Files.createDirectory(results.resolve(name));
        }
        Files.writeString(results.resolve("broken/run.json"), "{\"schema\" : ");
        Files.writeString(results.resolve("other/run.json"), "{\"schema\" : \"timerbench/run/9\"}");
        Files.writeString(
                results.resolve("verdict/verdict.json"),
                "{\"schema\":\"timerbench/verdict/2\",\"verdict\":\"<i>\",\"at\":\"2026-01-31T12:00:00Z\","
                        + "\"baseline\":{\"name\":\"a\"},\"candidate\":{\"name\":\"b\"}}");
        Files.writeString(results.resolve("baseline.json"), "{}");
        RunFile.write(results.resolve("capacity-50-1/latest"), run(0, 500));
        assertThat(page())
                .contains("Results: 1 run<")
                .contains("<li>broken: run.json: not a run of timerbench/run/1: line 1, column 13: ")
                .contains("<li>other: run.json: not a run of timerbench/run/1: run.schema: schema is timerbench/run/9")
                .contains("<li>verdict: unknown verdict &quot;&lt;i&gt;&quot;</li>")
                .contains("<li>empty: it has no run.json, comparison.json, verdict.json, recover.json or sweep.json: ")
                .contains("<li>capacity-50-1: it holds runs that another command made; its index.html lists them</li>")
                .doesNotContain("hidden:");
    }

    @Test
    void anEmptyFolderHasAPageAndOneThatCannotBeWrittenIsNamed() throws IOException {
        assertThat(page()).contains("Results: nothing yet");
        Files.delete(results.resolve("index.html"));
        Files.createDirectories(results.resolve("index.html/in the way"));
        assertThatThrownBy(() -> IndexFile.write(results))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the overview " + results.resolve("index.html") + " could not be written: ");
    }

    @Test
    void ofManyFoldersTheNewestAreReadAndTheOthersCounted() throws IOException {
        for (int i = 0; i < 1000; i++) {
            // Nothing of the older ones is read.
            Path folder = Files.createDirectory(results.resolve("run-%08d-120000-000".formatted(20260101 + i)));
            Files.writeString(folder.resolve("run.json"), "{}");
        }
        assertThat(page()).contains("The newest 200 folders are shown; 800 older ones are not.");
    }

    @Test
    void twoThatEndAtOnceAreBothListed() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                List<Callable<Path>> both = Stream.of(2 * round, 2 * round + 1)
                        .map(day -> (Callable<Path>) () -> {
                            add(run(day, 500));
                            return IndexFile.write(results);
                        })
                        .toList();
                for (Future<Path> written : writers.invokeAll(both)) {
                    written.get();
                }
                assertThat(results.resolve("index.html")).content().contains("Results: " + 2 * (round + 1) + " runs");
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void thePageIsDrawnWhole(@TempDir Path folder) throws IOException, InterruptedException {
        addAll();
        Drawn.assertWhole(page(), 0, folder);
    }
}
