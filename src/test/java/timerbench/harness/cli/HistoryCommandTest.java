package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.SampleRuns;

class HistoryCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "-D";
        all[args.length + 1] = "history.url=jdbc:sqlite:" + folder.resolve("history.db");
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** A step down after the 12th of 24 runs. */
    private void runs() throws IOException {
        runs(500, 430);
    }

    /** Twelve runs of each level, a day apart. */
    private void runs(double... levels) throws IOException {
        for (int day = 0; day < 12 * levels.length; day++) {
            double rate = levels[day / 12] + day % 3;
            SampleRuns.Kind kind = SampleRuns.kind().at(SampleRuns.START.plus(Duration.ofDays(day)), rate);
            RunFile.write(folder.resolve("results").resolve("run-" + day), SampleRuns.run(kind));
        }
    }

    @Test
    void importingTwiceChangesNothing() throws IOException {
        runs();
        assertThat(execute("history", "import", at("results"))).isZero();
        assertThat(out.toString()).contains("recorded: 24, known before: 0, not read: 0");
        assertThat(execute("history", "import", at("results"), at("results/run-3/run.json")))
                .isZero();
        assertThat(out.toString()).contains("recorded: 0, known before: 25, not read: 0");
        assertThat(execute("history", "list", "--format", "csv")).isZero();
        assertThat(out.toString()
                        .lines()
                        .filter(line -> line.startsWith("timerbench/history-csv/1,callbacksimulation-1-")))
                .hasSize(24);
        assertThat(execute("history", "list", "--format", "json")).isZero();
        assertThat(out.toString()).contains("timerbench/history/1");
    }

    private String printed(String... args) {
        out.getBuffer().setLength(0);
        assertThat(execute(args)).isZero();
        return out.toString();
    }

    @Test
    void theListHasTheNewestRunsFirstAsATableAndInTheOrderOfTimeOtherwise() throws IOException {
        assertThat(printed("history", "list")).isEqualTo("timer-bench: no run is recorded\n");
        runs();
        assertThat(execute("history", "import", at("results"))).isZero();
        assertThat(printed("history", "list").lines())
                .hasSize(1 + 20 + 1)
                .allMatch(line -> line.length() <= 80)
                .contains("the newest 20 of 24 runs; --limit 0 shows all")
                .element(1)
                .asString()
                .startsWith("2026-02-23 12:00 callback   smoke   postgres PASS    442.0   12.0 ");
        assertThat(printed("history", "list", "--limit", "0").lines()).hasSize(1 + 24);
        assertThat(printed("history", "list", "--limit", "2", "--format", "csv").lines())
                .hasSize(1 + 2)
                .element(2)
                .asString()
                .contains("2026-02-23");
        assertThat(printed("history", "list", "--format", "csv").lines()).hasSize(1 + 24);
        assertThat(execute("history", "list", "--limit", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit must be 0 or more, was -1");
    }

    @Test
    void whatIsNoRunIsNamedAndTheOthersAreRecorded() throws IOException {
        runs();
        Files.createDirectories(folder.resolve("results/broken"));
        Files.writeString(folder.resolve("results/broken/run.json"), "{}");
        assertThat(execute("history", "import", at("results"))).isEqualTo(3);
        assertThat(out.toString())
                .contains("not read: " + at("results/broken/run.json"))
                .contains("recorded: 24, known before: 0, not read: 1");
        assertThat(execute("history", "import", at("nowhere"))).isEqualTo(2);
    }

    @Test
    void aTrendTellsWhereItChangedAndLeavesAPage() throws IOException {
        runs();
        assertThat(execute("history", "import", at("results"))).isZero();
        assertThat(execute(
                        "history",
                        "trend",
                        "--test-type",
                        "callback",
                        "--database",
                        "postgres",
                        "--metric",
                        "throughput_ops_per_sec",
                        "--output",
                        at("trend.html")))
                .isZero();
        assertThat(out.toString()).contains("2026-02-12: worse from 511.0 to 441.0 1/s (-13.7 %)");
        assertThat(Files.readString(folder.resolve("trend.html"))).contains("callback over time");
    }

    private int trendFailsOnWorse(String... more) {
        assertThat(execute("history", "import", at("results"))).isZero();
        List<String> args = new ArrayList<>(List.of(
                "history", "trend", "--test-type", "callback", "--fail-on-worse", "--output", at("trend.html")));
        args.addAll(List.of(more));
        return execute(args.toArray(String[]::new));
    }

    @Test
    void aLevelThatIsWorseFailsTheTrendIfItIsAsked() throws IOException {
        runs(500, 430);
        assertThat(trendFailsOnWorse()).isEqualTo(1);
        assertThat(out.toString())
                .endsWith("WORSE · callback over time: throughput is worse since 2026-02-12 (-13.7 %)\n");
        assertThat(trendFailsOnWorse("--metric", "latency_p95_ms")).isZero();
        // The least change that is reported is the least that fails.
        assertThat(trendFailsOnWorse("--least-change", "0.2")).isZero();
        assertThat(execute("history", "trend", "--test-type", "callback", "--output", at("trend.html")))
                .isZero();
    }

    @Test
    void aLevelThatIsBetterOrBetterAgainDoesNotFailTheTrend() throws IOException {
        runs(430, 500);
        assertThat(trendFailsOnWorse()).isZero();
        assertThat(out.toString()).endsWith("NOT WORSE · callback over time: no level is worse than before\n");
        runs(430, 500, 430, 500);
        assertThat(trendFailsOnWorse()).isZero();
        runs(430, 500, 430, 500, 430);
        assertThat(trendFailsOnWorse()).isEqualTo(1);
    }

    @Test
    void aTrendOfTooFewRunsIsInconclusiveAndSaysHowManyAreNeeded() throws IOException {
        for (int day = 0; day < 7; day++) {
            RunFile.write(
                    folder.resolve("results").resolve("run-" + day),
                    SampleRuns.run(SampleRuns.kind().at(SampleRuns.START.plus(Duration.ofDays(day)), 500)));
        }
        assertThat(trendFailsOnWorse()).isEqualTo(4);
        String few = "7 runs recorded; a change of level needs at least 8: record 1 more";
        assertThat(out.toString()).endsWith("INCONCLUSIVE · callback over time: " + few + "\n");
        assertThat(folder.resolve("trend.html"))
                .content()
                .contains("postgres · profile smoke: " + few)
                .doesNotContain("<div class=\"charts");
        assertThat(execute("history", "trend", "--test-type", "callback", "--output", at("trend.html")))
                .isZero();
    }

    @Test
    void howOftenTrendsAreWrongIsMeasuredWithTheSameRules() {
        TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .execute("history", "calibrate", "--values", "2000", "--level", "0.002", "--series", at("series.csv"));
        assertThat(out.toString())
                .contains("windows of 50 runs, t-test at 0.002, changes of at least 2 %")
                .contains("false changes per 1,000 values of noise alone, of 2,000 values each")
                .containsPattern("a step of 20.0 % +100.0 %")
                .containsPattern("a step of 30.0 % +exact 20, within five 20 of 20");
        assertThat(folder.resolve("series.csv"))
                .content()
                .hasLineCount(101)
                .startsWith("series,step,at,found,value0,value1,");
        int code =
                TimerBench.commandLine().setErr(new PrintWriter(err)).execute("history", "calibrate", "--values", "80");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--values must be at least 500, was 80");
    }

    @Test
    void anAddressWithAPasswordEndsWith2AndIsNotQuoted() {
        int code = TimerBench.commandLine()
                .setErr(new PrintWriter(err))
                .execute("history", "list", "-D", "history.url=jdbc:postgresql://localhost/x?password=s3cret");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("timerbench.history.url: an address must not hold")
                .contains("HISTORY_PASSWORD")
                .doesNotContain("s3cret");
    }

    @Test
    void whatIsNotThereEndsWith2AndWhatIsThereIsNamed() throws IOException {
        assertThat(execute("history", "trend", "--test-type", "callback")).isEqualTo(2);
        assertThat(err.toString()).contains("no run of \"callback\" is recorded; the history is empty");
        runs();
        assertThat(execute("history", "import", at("results"))).isZero();
        assertThat(execute("history", "trend", "--test-type", "calback")).isEqualTo(2);
        assertThat(err.toString()).contains("there are callback");
        assertThat(execute("history", "trend", "--test-type", "callback", "--metric", "speed"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--metric: there is no \"speed\"; there are throughput_ops_per_sec");
        assertThat(execute("history", "trend", "--test-type", "callback", "--window", "3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--window must be at least 8, was 3");
    }
}
