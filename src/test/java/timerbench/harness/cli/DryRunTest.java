package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Golden;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Reply;
import timerbench.harness.targets.dialect.Operation;

/** Dry runs, in a process of their own. */
class DryRunTest {
    @TempDir
    private Path folder;

    private final TruthServer server = new TruthServer((operation, number) -> Reply.GOOD);

    @AfterEach
    void close() {
        server.close();
    }

    private int run(String simulation, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                TimerBench.class.getName(),
                "run",
                simulation,
                "--profile",
                "smoke",
                "--target",
                server.url()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().remove("TIMER_BENCH_CALLED_FROM");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    @Test
    void itChecksTheDialectPrintsTheLoadAndSendsNone() throws IOException, InterruptedException {
        assertThat(run("callback", "--dry-run")).as("%s", output()).isZero();
        assertThat(output())
                .contains(
                        "timer-bench: dry run: dialect groups on " + server.url(),
                        "its callback: ok",
                        "timer-bench: dry run of CallbackSimulation, profile smoke\n",
                        "  requests  1,010 create, 202 delete, 202 update; warm-up: 60 create\n",
                        "  - throughput of create: at least 90/s\n",
                        "  - p99 lateness: at most 5,000 ms\n",
                        "timer-bench: dry run: no load was sent; the target is as the dialect says\n");
        assertThat(server.received(Operation.CREATE)).isZero();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void whatIsLeftOutIsANoteAndADifferenceEndsWith1() throws IOException, InterruptedException {
        Path dialect = Files.writeString(
                folder.resolve("own.conf"),
                Files.readString(Path.of("src/main/resources/dialects/groups.conf")
                                .toAbsolutePath())
                        + "\nupdate = null\nread.done.status = [203]\ncallback.answers.refusal = null\n");
        assertThat(run("callback", "--dry-run", "--dialect", dialect.toString()))
                .as("%s", output())
                .isEqualTo(1);
        assertThat(output())
                .contains(
                        "read it: NOT AS THE DIALECT SAYS\n",
                        "- operation update\n",
                        "  - answer refuse: left out, the dialect has no such answer\n",
                        "  - update: left out, the dialect has no such operation\n",
                        "the target is NOT as the dialect says, see above\n");
        assertThat(server.received(Operation.CREATE)).isZero();
    }

    @Test
    void aWrongSettingIsFoundThoughTheTargetCannotBeReached() throws IOException {
        ChildRun run = ChildRun.of(
                "stress", folder, Map.of(), List.of("--target", "http://127.0.0.1:1", "-D", "stress.duration=5"));
        assertThat(run.exit()).as(run.output()).isEqualTo(ExitCode.WRONG_SETTINGS);
        assertThat(run.output())
                .contains("timer-bench: timerbench.stress.duration: got \"5\", wanted a duration with its unit, such as"
                        + " 30s, 500ms or 5m\n")
                .doesNotContain("waiting for the target");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aMachineThatCannotRecordTheRunEndsWith3BeforeTheStart() throws IOException {
        Path file =
                Files.writeString(folder.resolve("history.db"), "no database, but long enough for a head ".repeat(20));
        ChildRun run = ChildRun.of(
                "stress",
                folder,
                Map.of(),
                List.of("--target", "http://127.0.0.1:1", "-D", "history.url=jdbc:sqlite:" + file));
        assertThat(run.exit()).as(run.output()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output())
                .contains("timer-bench: history jdbc:sqlite:" + file + " cannot be opened: ")
                .doesNotContain("waiting for the target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"callback", "execution", "query", "stress"})
    void withoutARunningTargetItPrintsThePlanAndStartsNothing(String simulation) throws IOException {
        ChildRun run = ChildRun.of(simulation, folder, Map.of(), List.of("--dry-run", "-D", "database=postgres"));
        assertThat(run.exit()).as(run.output()).isZero();
        String plan = run.output().substring(run.output().indexOf("timer-bench: "));
        assertThat(plan.lines()).allMatch(line -> line.length() <= 80);
        Golden.assertSame("dry-run-" + simulation + ".txt", () -> plan);
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("output"));
    }
}
