package timerbench.harness.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.targets.process.Jcmd;

class FlightRecordingsTest {
    @TempDir
    Path folder;

    /** Starts a JVM as the child of a script, as a service may be. */
    private static Process script() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process script = new ProcessBuilder(
                        "sh",
                        "-c",
                        "\"$@\"; exit 0",
                        "sh",
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordedJvm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(script.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("runs");
        return script;
    }

    @Test
    void theJvmBelowAScriptIsRecorded() throws IOException, InterruptedException {
        Process script = script();
        try (var input = script.getOutputStream()) {
            FlightRecordings recordings =
                    FlightRecordings.start(Jcmd.ofThisJdk(), List.of(script.toHandle()), folder, "baseline");

            List<Path> files = recordings.stop();

            assertThat(recordings.notes()).isEmpty();
            assertThat(files).containsExactly(folder.resolve("baseline.jfr"));
            assertThat(Recording.of(files.get(0)).own().packages()).hasValue("timerbench.harness.");
            input.flush();
        }
        assertThat(script.waitFor()).isZero();
    }

    @Test
    void withoutAJvmThereIsANote() throws IOException {
        Process sleeping = new ProcessBuilder("cat").start();
        try {
            FlightRecordings recordings =
                    FlightRecordings.start(Jcmd.ofThisJdk(), List.of(sleeping.toHandle()), folder, "candidate");

            assertThat(recordings.stop()).isEmpty();
            assertThat(recordings.notes()).singleElement().asString().startsWith("no JVM of this user");
        } finally {
            sleeping.destroy();
        }
    }

    @Test
    void withoutAJdkThereIsANote() {
        FlightRecordings recordings =
                FlightRecordings.start(new Jcmd(folder), List.of(ProcessHandle.current()), folder, "candidate");

        assertThat(recordings.stop()).isEmpty();
        assertThat(recordings.notes())
                .containsExactly("no profile of methods: there is no " + folder.resolve("bin/jcmd")
                        + "; run timer-bench with a JDK");
    }

    @Test
    void aJvmThatRefusesIsANoteWithItsAnswer() throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("jcmd");
        long self = ProcessHandle.current().pid();
        Files.writeString(program, "#!/bin/sh\necho not today\nexit 1\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        FlightRecordings recordings =
                FlightRecordings.start(new Jcmd(folder), List.of(ProcessHandle.current()), folder, "candidate");

        assertThat(recordings.stop()).isEmpty();
        assertThat(recordings.notes())
                .filteredOn(note -> note.startsWith("no profile of methods of process " + self + ": jcmd"))
                .singleElement()
                .asString()
                .endsWith("failed: not today");
    }
}
