package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.FileRuns;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;

class GateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private int gate(Run baseline, Run candidate, String... more) throws IOException {
        RunFile.write(folder.resolve("before"), baseline);
        RunFile.write(folder.resolve("after"), candidate);
        String[] args = new String[more.length + 7];
        System.arraycopy(more, 0, args, 7, more.length);
        args[0] = "gate";
        args[1] = "--baseline";
        args[2] = folder.resolve("before").toString();
        args[3] = "--current";
        args[4] = folder.resolve("after").toString();
        args[5] = "--output";
        args[6] = folder.resolve("verdict").toString();
        return execute(args);
    }

    @Test
    void aRunThatIsNoWorseEndsWith0AndLeavesItsVerdict() throws IOException {
        assertThat(gate(FileRuns.creates(1_000, 10), FileRuns.creates(990, 10))).isZero();
        assertThat(out.toString())
                .contains("PASS")
                .contains(folder.resolve("verdict").toString());
        assertThat(folder.resolve("verdict")).isNotEmptyDirectory();
    }

    @Test
    void aRegressionEndsWith1() throws IOException {
        assertThat(gate(FileRuns.creates(1_000, 10), FileRuns.creates(900, 10))).isEqualTo(1);
        assertThat(out.toString()).contains("REGRESSION");
    }

    @Test
    void whatCannotBeToldEndsWith4() throws IOException {
        assertThat(gate(FileRuns.lost(0), FileRuns.creates(1_000, 10))).isEqualTo(4);
        assertThat(out.toString()).contains("INCONCLUSIVE");
    }

    @Test
    void unlikeRunsAreRefusedWith2AndToldInWhatTheyDifferUnlessThatIsAllowed() throws IOException {
        Run candidate = FileRuns.withoutSync(FileRuns.creates(1_000, 10));

        assertThat(gate(FileRuns.creates(1_000, 10), candidate)).isEqualTo(2);
        assertThat(err.toString())
                .contains("\n  durability fsync: baseline on, candidate off\n")
                .contains("--allow-different");
        assertThat(folder.resolve("verdict")).doesNotExist();

        assertThat(gate(FileRuns.creates(1_000, 10), candidate, "--allow-different"))
                .isZero();
    }

    @Test
    void whatIsWrongWithOneSideOrTheTrialsIsFoundBeforeTheOtherIsBuilt() {
        long start = System.nanoTime();
        assertThat(targets("git:HEAD", folder.resolve("missing.jar").toString()))
                .contains("there is no file");
        assertThat(targets("git:HEAD", "git:no-such-revision")).contains("no-such-revision");
        assertThat(targets("git:HEAD", "git:HEAD", "-D", "receiver.port=-1")).contains("timerbench.receiver: port");
        assertThat(targets("git:HEAD", "git:HEAD", "--pairs", "1")).contains("--pairs: ");
        assertThat(targets("git:HEAD", "git:HEAD", "-D", "database=mongodb")).contains("MongoDB cannot be embedded");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(out.toString()).doesNotContain("building");
    }

    @Test
    void aGateThatFailsLeavesNoFolder() throws IOException {
        List<Path> before = resultsOfGates();

        assertThat(targets("git:HEAD", "git:no-such-revision")).contains("no-such-revision");

        assertThat(resultsOfGates()).isEqualTo(before);
    }

    private static List<Path> resultsOfGates() throws IOException {
        Path results = Path.of("results");
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(results)) {
            return all.filter(path -> path.getFileName().toString().startsWith("gate-"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns why a gate of these targets is refused. */
    private String targets(String baseline, String candidate, String... more) {
        List<String> args = new ArrayList<>(
                List.of("gate", "--baseline-target", baseline, "--candidate-target", candidate, "--profile", "smoke"));
        args.addAll(List.of(more));
        assertThat(execute(args.toArray(String[]::new))).as(err.toString()).isEqualTo(2);
        return err.toString();
    }

    @Test
    void limitsAreThoseThatAreGiven() throws IOException {
        assertThat(gate(FileRuns.creates(1_000, 100), FileRuns.creates(500, 200), "--throughput", "0.5", "--p95", "2"))
                .isZero();
    }

    @Test
    void limitsThatCannotBeMeantEndWith2() throws IOException {
        Run run = FileRuns.creates(1_000, 10);
        assertThat(gate(run, run, "--throughput", "1.5")).isEqualTo(2);
        assertThat(gate(run, run, "--p95", "0.5")).isEqualTo(2);
        assertThat(gate(run, run, "--error-rate", "2")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--throughput must be above 0 and at most 1, was 1.5")
                .contains("--p95 must be at least 1, was 0.5")
                .contains("--error-rate must be 0 to 1, was 2");
    }

    @Test
    void filesFoldersAndLinksAreTakenAlike() throws IOException {
        Path file = RunFile.write(folder.resolve("run"), FileRuns.creates(1_000, 10));
        Path link = Files.createSymbolicLink(folder.resolve("latest"), folder.resolve("run"));
        for (Path current : new Path[] {file, file.getParent(), link}) {
            Path output = folder.resolve("verdict-" + current.getFileName());
            int exit = execute(
                    "gate",
                    "--baseline",
                    file.toString(),
                    "--current",
                    current.toString(),
                    "--output",
                    output.toString());
            assertThat(exit).as("%s: %s", current, err).isZero();
        }
    }

    @Test
    void withoutAFolderForItTheVerdictGoesToANewOneInResults() throws IOException {
        String run = RunFile.write(folder.resolve("run"), FileRuns.creates(1_000, 10))
                .toString();
        assertThat(execute("gate", "--baseline", run, "--current", run)).isZero();

        String said = out.toString().strip();
        Path written = Path.of(said.substring(said.lastIndexOf(' ') + 1)).getParent();
        try (Stream<Path> files = Files.walk(written)) {
            assertThat(written).isNotEmptyDirectory();
            assertThat(written.getParent()).isEqualTo(Path.of("results").toAbsolutePath());
            assertThat(written.getFileName().toString()).matches("gate-\\d{8}-\\d{6}-\\d{3}");
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void nothingToJudgeOrHalfOfItEndsWith2() {
        assertThat(execute("gate")).isEqualTo(2);
        assertThat(execute("gate", "--baseline", "x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("wanted either --baseline and --current, or --baseline-target and --candidate-target");
        assertThat(execute("gate", "--baseline", "x", "--candidate-target", "git:HEAD"))
                .isEqualTo(2);
        assertThat(execute("gate", "--baseline-target", "git:HEAD")).isEqualTo(2);
        assertThat(err.toString()).contains("--candidate-target is missing");
        assertThat(execute("gate", "--current", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--baseline is missing");
    }

    @Test
    void aRunThatIsNotThereEndsWith2AndSaysWhatIsWanted() throws IOException {
        Path there = RunFile.write(folder.resolve("run"), FileRuns.creates(1_000, 10));
        assertThat(execute("gate", "--baseline", folder.toString(), "--current", there.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--baseline: there is no run at " + folder);
        assertThat(execute("gate", "--baseline", there.toString(), "--current", folder + "/nowhere"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--current: there is no run at " + folder + "/nowhere");
    }

    @Test
    void aRunOfAnotherSchemaEndsWith2AndSaysWhichOfBothItIsEvenIfDifferencesAreAllowed() throws IOException {
        Path there = RunFile.write(folder.resolve("run"), FileRuns.creates(1_000, 10));
        String text = Files.readString(there).replace("timerbench/run/1", "timerbench/run/2");
        Path other = Files.writeString(folder.resolve("other.json"), text);

        assertThat(execute("gate", "--baseline", there.toString(), "--current", other.toString(), "--allow-different"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--current: " + other)
                .contains("schema is timerbench/run/2, only timerbench/run/1 can be read");
    }

    @Test
    void aFolderThatIsNotEmptyIsNotWrittenTo() throws IOException {
        Run run = FileRuns.creates(1_000, 10);
        Files.createDirectories(folder.resolve("verdict/mine"));
        assertThat(gate(run, run)).isEqualTo(2);
        assertThat(err.toString()).contains("--output: ").contains("is not empty");
    }
}
