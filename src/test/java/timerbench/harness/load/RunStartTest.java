package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStartTest {
    @TempDir
    private Path results;

    /** Makes a folder as Gatling does. */
    static Path run(Path results, String name) throws IOException {
        Path run = Files.createDirectory(results.resolve(name));
        Files.createFile(run.resolve("simulation.log"));
        return run;
    }

    private RunStart start() throws IOException {
        return RunStart.in(results, Duration.ZERO);
    }

    @Test
    void theRunIsTheOneThatWasMadeDuringItsStart() throws IOException {
        run(results, "creation-3");
        RunStart start = start();
        Path own = run(results, "creation-1");
        Files.createDirectory(results.resolve("comparison"));
        Files.createSymbolicLink(results.resolve("latest"), own);
        assertThat(start.end(InstantSource.system())).isEqualTo(own);
    }

    @Test
    void noOtherRunStartsUntilTheFolderIsKnown() throws IOException {
        RunStart one = start();
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessage("another run that is starting has held " + results.resolve(".start.lock")
                        + " for 0 s; end that run, or start this one later");
        Path first = run(results, "creation-1");
        assertThat(one.end(InstantSource.system())).isEqualTo(first);
        RunStart two = start();
        Path second = run(results, "callback-1");
        assertThat(two.end(InstantSource.system())).isEqualTo(second);
    }

    @Test
    void theNextRunGetsALaterMillisecond() throws IOException {
        RunStart start = start();
        run(results, "creation-1");
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Queue<Instant> clock = new ArrayDeque<>(List.of(now, now, now.plusNanos(999_999), now.plusMillis(1)));
        start.end(clock::remove);
        assertThat(clock).isEmpty();
    }

    @Test
    void aFolderThatWasThereAlreadyIsNoOnesRun() throws IOException {
        run(results, "creation-1");
        RunStart start = start();
        assertThatThrownBy(() -> start.end(InstantSource.system()))
                .hasMessage("Gatling should have made one folder in " + results + " for this run; new are none");
        start();
    }

    @Test
    void twoNewFoldersAreNotGuessedBetween() throws IOException {
        RunStart start = start();
        run(results, "creation-1");
        run(results, "creation-2");
        assertThatThrownBy(() -> start.end(InstantSource.system()))
                .hasMessageContaining("creation-1")
                .hasMessageContaining("creation-2");
    }
}
