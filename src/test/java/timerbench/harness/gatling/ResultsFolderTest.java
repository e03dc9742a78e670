package timerbench.harness.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    private Path run(String name, Instant modified) throws IOException {
        Path run = Files.createDirectory(temp.resolve(name));
        Files.setLastModifiedTime(run, FileTime.from(modified));
        return run;
    }

    @Test
    void aFolderThatCanBeWrittenIsLeftAsItWas() throws IOException {
        Path results = temp.resolve("new");
        new ResultsFolder(results).requireWritable();
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(temp.resolve("results"));
        assertThatThrownBy(() -> new ResultsFolder(file).requireWritable())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " cannot be written");
    }

    @Test
    void theRunIsTheNewestOfItsSimulationThatStartedSince() throws IOException {
        run("creation-1", NOW.minusSeconds(60));
        Path second = run("creation-2", NOW);
        run("other-3", NOW.plusSeconds(1));
        Files.createSymbolicLink(temp.resolve("creation-latest"), second);
        assertThat(new ResultsFolder(temp).run("Creation", NOW)).isEqualTo(second);
    }

    @Test
    void aRunBeforeIsNotTaken() throws IOException {
        run("creation-1", NOW.minusSeconds(60));
        assertThatThrownBy(() -> new ResultsFolder(temp).run("Creation", NOW))
                .hasMessageContaining("no results of Creation");
    }
}
