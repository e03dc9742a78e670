package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.FileRuns;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.targets.revision.Git;

class BaselineCommandTest {
    @TempDir
    private Path folder;

    private Path baseline = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void nameTheBaseline() {
        baseline = folder.resolve("kept").resolve("baseline.json");
    }

    private int execute(String... args) {
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private int accept(Run run) throws IOException {
        Path file = RunFile.write(folder.resolve("run"), run);
        return execute(
                "baseline", "accept", file.getParent().toString(), "--as", baseline.toString(), "--by", "Ada Lovelace");
    }

    @Test
    void anAcceptedRunSaysWhoAcceptedItWhenAndAtWhichCommit() throws IOException {
        Instant start = Instant.now();
        assertThat(accept(FileRuns.creates(1_000, 10))).as(err.toString()).isZero();

        Run kept = RunFile.read(baseline);
        Run.Acceptance acceptance = kept.accepted().orElseThrow();
        assertThat(acceptance.by()).isEqualTo("Ada Lovelace");
        assertThat(acceptance.at()).isBetween(start.minusSeconds(1), Instant.now());
        assertThat(acceptance.commit()).isEqualTo(new Git(Path.of("")).commit());
        assertThat(kept.runId()).isEqualTo(FileRuns.creates(1_000, 10).runId());
        assertThat(kept.trials()).isEqualTo(FileRuns.creates(1_000, 10).trials());
        assertThat(out.toString()).contains("by Ada Lovelace at ").contains("written to " + baseline);
    }

    @Test
    void aRunThatNoLaterOneCanPassAgainstIsAcceptedWithAWarning() throws IOException {
        assertThat(accept(FileRuns.creates(1_000, 10))).isZero();
        assertThat(out.toString()).doesNotContain("warning");

        assertThat(accept(FileRuns.fewCreates(99))).isZero();
        assertThat(out.toString()).contains("""
                        warning: the gate cannot pass any run against this one. It will be INCONCLUSIVE:
                          p95 response time of create: not supported by the 99 samples in the run; 100 are needed
                        """);
    }

    @Test
    void theGateTakesAnAcceptedRun() throws IOException {
        accept(FileRuns.creates(1_000, 10));
        int exit = execute(
                "gate",
                "--baseline",
                baseline.toString(),
                "--current",
                folder.resolve("run").toString(),
                "--output",
                folder.resolve("verdict").toString());
        assertThat(exit).as(err.toString()).isZero();
    }

    @Test
    void theSecondBaselineTellsWhatChangedSinceTheFirst() throws IOException {
        accept(FileRuns.creates(1_000, 10));
        assertThat(out.toString()).doesNotContain("since run");
        assertThat(accept(FileRuns.creates(1_100, 9))).isZero();

        assertThat(out.toString())
                .contains("since run " + FileRuns.creates(1_000, 10).runId())
                .contains("  throughput of create: 1,000/s, now 1,100/s (1.100 ×)")
                .contains("  p95 response time of create: 10 ms, now 9 ms (0.900 ×)");
        assertThat(RunFile.read(baseline).trials())
                .isEqualTo(FileRuns.creates(1_100, 9).trials());
    }

    @Test
    void aRunThatLostTimersIsRefusedAndTheEarlierBaselineStays() throws IOException {
        accept(FileRuns.creates(1_000, 10));
        assertThat(accept(FileRuns.lost(2))).isEqualTo(2);

        assertThat(err.toString()).contains("cannot be a baseline:\n  trial 1: lost callbacks: 2, wanted none");
        assertThat(RunFile.read(baseline).trials())
                .isEqualTo(FileRuns.creates(1_000, 10).trials());
    }

    @Test
    void aFileThatIsNoRunIsNotWrittenOver() throws IOException {
        Files.createDirectories(baseline.getParent());
        Files.writeString(baseline, "{\"mine\": true}");

        assertThat(accept(FileRuns.creates(1_000, 10))).isEqualTo(2);
        assertThat(err.toString()).contains("--as: " + baseline + ": not a run of timerbench/run/1");
        assertThat(baseline).hasContent("{\"mine\": true}");
    }

    @Test
    void aFolderIsNoBaseline() throws IOException {
        Files.createDirectories(baseline);
        assertThat(accept(FileRuns.creates(1_000, 10))).isEqualTo(2);
        assertThat(err.toString()).contains("is a folder; wanted is a file");
    }

    @Test
    void aNameThatLostItsCharactersToTheLocaleIsRefused() throws IOException {
        Path file = RunFile.write(folder.resolve("run"), FileRuns.creates(1_000, 10));
        assertThat(execute(
                        "baseline",
                        "accept",
                        file.toString(),
                        "--as",
                        baseline.toString(),
                        "--by",
                        "J\uFFFD\uFFFDrgen"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--by: got \"J\uFFFD\uFFFDrgen\", in which characters were lost; set LC_ALL");
        assertThat(baseline).doesNotExist();
        assertThat(execute("baseline", "accept", file.toString(), "--as", baseline.toString(), "--by", "Jürgen"))
                .isZero();
        assertThat(RunFile.read(baseline).accepted().orElseThrow().by()).isEqualTo("Jürgen");
    }

    @Test
    void nobodyAcceptsNothing() throws IOException {
        Path file = RunFile.write(folder.resolve("run"), FileRuns.creates(1_000, 10));
        assertThat(execute("baseline", "accept", file.toString(), "--as", baseline.toString(), "--by", " "))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--by: who accepts it?");
        assertThat(execute("baseline", "accept", folder + "/nowhere", "--by", "Ada"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("RUN: there is no run at " + folder + "/nowhere");
        assertThat(execute("baseline", "accept")).isEqualTo(2);
        assertThat(execute("baseline")).isEqualTo(2);
    }

    @Test
    void aRunOfAnotherCommitThanIsCheckedOutIsNoted() throws IOException {
        accept(FileRuns.creates(1_000, 10));
        assertThat(out.toString())
                .contains("note: it was measured at 46342de, which is not the commit that is checked out now");
    }
}
