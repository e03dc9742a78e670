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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    @TempDir
    private Path temp;

    @Test
    void aFolderThatCanBeWrittenIsLeftAsItWas() throws IOException {
        new ResultsFolder(temp.resolve("new").resolve("results")).requireRoom(1);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(temp.resolve("results"));
        assertThatThrownBy(() -> new ResultsFolder(file).requireRoom(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " cannot be written");
    }

    @Test
    void aDiskWithLessRoomThanTheRunTakesIsRefused() {
        assertThatThrownBy(() -> new ResultsFolder(temp).requireRoom(Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(Pattern.quote(temp.toString())
                        + ": this run writes about 9,223,372,036,855 MB, and the disk has [0-9,]+ MB left; free some, or"
                        + " send fewer requests");
    }

    @Test
    void aRunKeepsItsFolderWhenALaterOneOfTheSameSimulationIsMade() throws IOException {
        ResultsFolder.Start start = new ResultsFolder(temp).start();
        Path own = run(temp, "creation-1");
        assertThat(start.run()).isEqualTo(own);
        run(temp, "creation-2");
        assertThat(start.run()).isEqualTo(own);
    }

    /** Makes a folder as Gatling does. */
    private static Path run(Path results, String name) throws IOException {
        Path run = Files.createDirectory(results.resolve(name));
        Files.createFile(run.resolve("simulation.log"));
        return run;
    }

    private ResultsFolder.Start start() throws IOException {
        return new ResultsFolder(temp).start(Duration.ZERO, InstantSource.system());
    }

    @Test
    void theRunIsTheOneThatWasMadeDuringItsStart() throws IOException {
        run(temp, "creation-3");
        ResultsFolder.Start start = start();
        Path own = run(temp, "creation-1");
        Files.createDirectory(temp.resolve("comparison"));
        Files.createSymbolicLink(temp.resolve("latest"), own);
        assertThat(start.run()).isEqualTo(own);
    }

    @Test
    void noOtherRunStartsUntilTheFolderIsKnown() throws IOException {
        ResultsFolder.Start one = start();
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessage("another run that is starting has held " + temp.resolve(".start.lock")
                        + " for 0 s; end that run, or start this one later");
        Path first = run(temp, "creation-1");
        assertThat(one.run()).isEqualTo(first);
        ResultsFolder.Start two = start();
        Path second = run(temp, "callback-1");
        assertThat(two.run()).isEqualTo(second);
    }

    @Test
    void theNextRunGetsALaterMillisecond() throws IOException {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Queue<Instant> clock = new ArrayDeque<>(List.of(now, now, now.plusNanos(999_999), now.plusMillis(1)));
        ResultsFolder.Start start = new ResultsFolder(temp).start(Duration.ZERO, clock::remove);
        Path own = run(temp, "creation-1");
        assertThat(start.run()).isEqualTo(own);
        assertThat(clock).isEmpty();
    }

    @Test
    void aFolderThatWasThereAlreadyIsNoOnesRun() throws IOException {
        run(temp, "creation-1");
        ResultsFolder.Start start = start();
        assertThatThrownBy(start::run)
                .hasMessage("Gatling should have made one folder in " + temp + " for this run; new are none");
        start();
    }

    @Test
    void twoNewFoldersAreNotGuessedBetween() throws IOException {
        ResultsFolder.Start start = start();
        run(temp, "creation-1");
        run(temp, "creation-2");
        assertThatThrownBy(start::run).hasMessageContaining("creation-1").hasMessageContaining("creation-2");
    }
}
