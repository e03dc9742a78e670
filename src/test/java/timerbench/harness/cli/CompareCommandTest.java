package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Compares, and returns what it prints. It must end with 2, and leave no results. */
    private String refused(String... more) {
        String[] args = new String[more.length + 3];
        System.arraycopy(more, 0, args, 3, more.length);
        args[0] = "compare";
        args[1] = "--output";
        args[2] = folder.resolve("results").toString();
        int exit = TimerBench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        assertThat(exit).as(err.toString()).isEqualTo(2);
        assertThat(folder.resolve("results")).doesNotExist();
        return err.toString();
    }

    private String program(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "exit\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    @Test
    void databasesAndTargetsExcludeEachOther() {
        assertThat(refused("--databases", "memory", "--targets", "a=http://host"))
                .contains("compare: wanted either --databases or --targets");
    }

    @Test
    void aTargetNeedsAName() {
        assertThat(refused("--targets", "http://user:s3cret@host"))
                .contains("--targets: got \"http://host\", wanted NAME=TARGET, such as before=./build-1/kala");
    }

    @Test
    void namesAreUnique() throws IOException {
        String program = program("kala");
        assertThat(refused("--targets", "a=" + program + ",a=" + program))
                .contains("wanted at least one target and none twice, got a, a");
    }

    @Test
    void aNameIsAlsoThatOfAFolder() throws IOException {
        assertThat(refused("--targets", "a/b=" + program("kala")))
                .contains("\"a/b\" cannot be compared: wanted letters");
    }

    @Test
    void aTargetThatThereIsNotIsNamed() throws IOException {
        String missing = folder.resolve("missing").toString();
        assertThat(refused("--targets", "a=" + program("kala") + ",b=" + missing))
                .contains("--targets: b: target: got \"" + missing + "\", there is no file " + missing);
        assertThat(refused("--targets", "a=git:HEAD"))
                .contains("--targets: a: target: got \"git:HEAD\", which only the paired gate can build");
    }

    @Test
    void theTargetIsNotGivenTwice() {
        assertThat(refused("--targets", "a=http://host", "-D", "target=http://other"))
                .contains("timerbench.target: compare takes the targets from --targets");
    }

    /** A dialect of a service that cannot move timers. */
    private String withoutUpdate() throws IOException {
        String groups = Files.readString(Path.of("src/main/resources/dialects/groups.conf"));
        String less = groups.replaceFirst("(?s)\\nupdate \\{.*?\\n\\}\\n", "\n");
        assertThat(less).isNotEqualTo(groups);
        return Files.writeString(folder.resolve("mine.conf"), less).toString();
    }

    @Test
    void anOperationThatTheDialectLacksIsRefused() throws IOException {
        assertThat(refused("--targets", "a=http://host", "--operations", "create,mixed", "--dialect", withoutUpdate()))
                .contains("has no operation update, which mixed needs");
        assertThat(refused("--operations", "list", "--dialect", "durable-timer"))
                .contains("dialect durable-timer has no operation list, which list needs");
    }

    @Test
    void aWrongSettingOfTheRunsIsFoundBeforeADatabaseIsStarted() {
        Set<ProcessHandle> before = ProcessHandle.current().descendants().collect(Collectors.toSet());
        assertThat(refused("--databases", "postgres", "-D", "stress.duration=5"))
                .contains("timerbench.stress.duration: got \"5\", wanted a duration");
        for (String setting : List.of("receiver.port=-1", "stress.concurrent=0", "service.port=-1", "timers.seed=x")) {
            String key = setting.substring(0, setting.indexOf('.'));
            assertThat(refused("--databases", "postgres,memory", "-D", setting)).contains("timerbench." + key);
        }
        assertThat(ProcessHandle.current().descendants()).isSubsetOf(before);
    }

    @Test
    void aSweepFindsItToo() {
        int exit = TimerBench.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("sweep", "--setting", "service.shards", "--values", "1,2", "-D", "history.url=nowhere");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("timerbench.history: url must be jdbc:sqlite:FILE");
    }

    @Test
    void byDefaultTheOperationsAreThoseOfTheDialect() throws IOException {
        // Refused for another reason, after the operations are known.
        refused("--targets", "a=http://host", "--dialect", withoutUpdate(), "--repeats", "0");
        assertThat(out.toString()).contains("lacks operations for them: update, mixed\n");
    }
}
