package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.monitor.ProcessMonitor.Holding;

class HoldingTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.getOutputStream().close();
            process.destroyForcibly();
        }
    }

    /** Starts a program and returns it when it has said that it is ready. */
    private ProcessHandle start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isNotNull();
        return process.toHandle();
    }

    private ProcessHandle keeping(int megabytes, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xms64m", "-Xmx128m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Keeping.class.getName(), Integer.toString(megabytes)));
        return start(command.toArray(String[]::new));
    }

    /** Starts a shell that keeps further files open. */
    private ProcessHandle shell(int files) throws IOException {
        StringBuilder script = new StringBuilder();
        for (int file = 1; file <= files; file++) {
            script.append("exec ").append(2 + file).append("< /dev/null\n");
        }
        return start("sh", "-c", script + "echo ready; read -r end");
    }

    private static Holding holding(ProcessHandle... roots) {
        return ProcessMonitor.holding(List.of(roots));
    }

    @Test
    void theLiveSetIsWhatAJvmKeepsWithoutItsGarbage() throws IOException {
        long few = holding(keeping(5)).liveBytes().orElseThrow();
        long many = holding(keeping(15)).liveBytes().orElseThrow();

        assertThat(few).isBetween(5_000_000L, 9_000_000L);
        assertThat(many - few).isBetween(9_900_000L, 10_500_000L);
    }

    @Test
    void theLiveSetDoesNotDependOnTheCollector() throws IOException {
        ProcessHandle jvm = keeping(5, "-XX:+UseG1GC", "-XX:+DisableExplicitGC");

        assertThat(holding(jvm).liveBytes().orElseThrow()).isBetween(5_000_000L, 9_000_000L);
    }

    @Test
    void jvmsBelowAScriptCountTogether() throws IOException {
        ProcessHandle one = keeping(5);
        ProcessHandle script = start(
                "sh",
                "-c",
                "\"$@\"; true",
                "sh",
                JAVA.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Keeping.class.getName(),
                "15");

        assertThat(holding(one, script).liveBytes().orElseThrow()).isBetween(20_000_000L, 28_000_000L);
    }

    @Test
    void aJvmThatASignalWouldEndIsLeftAlone() throws IOException {
        ProcessHandle deaf = keeping(5, "-Xrs");

        assertThat(holding(deaf).liveBytes()).isEmpty();
        assertThat(holding(deaf).residentBytes().orElseThrow()).isGreaterThan(5_000_000);
        assertThat(deaf.isAlive()).isTrue();
    }

    @Test
    void aJvmThatTakesNoCommandsHasNoKnownLiveSet() throws IOException {
        ProcessHandle closed = keeping(5, "-XX:+DisableAttachMechanism");

        assertThat(holding(closed).liveBytes()).isEmpty();
        assertThat(closed.isAlive()).isTrue();
    }

    @Test
    void aProcessThatIsNoJvmHasResidentMemoryAndOpenFiles() throws IOException {
        ProcessHandle none = shell(0);
        ProcessHandle seven = shell(7);

        assertThat(holding(seven).liveBytes()).isEmpty();
        assertThat(holding(seven).residentBytes().orElseThrow()).isBetween(100_000L, 50_000_000L);
        assertThat(holding(seven).openFiles().orElseThrow()
                        - holding(none).openFiles().orElseThrow())
                .isEqualTo(7);
        assertThat(seven.isAlive()).isTrue();
    }

    @Test
    void anyProgramOfThatNameIsLeftAlone(@TempDir Path folder) throws IOException {
        Path named = Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve("java"));
        ProcessHandle shell = start(named.toString(), "-c", "echo ready; read -r end");

        assertThat(holding(shell).liveBytes()).isEmpty();
        assertThat(shell.isAlive()).isTrue();
    }

    @Test
    void nothingIsKnownOfAProcessThatHasEnded() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertThat(List.of(holding(gone.toHandle()), holding())).allSatisfy(holding -> {
            assertThat(holding.liveBytes()).isEmpty();
            assertThat(holding.residentBytes()).isEmpty();
            assertThat(holding.openFiles()).isEmpty();
        });
    }
}
