package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    @TempDir
    private Path temp;

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
    void aRunThatNeverStartedHasNoFolder() {
        assertThatThrownBy(() -> new ResultsFolder(temp).run())
                .isInstanceOf(IOException.class)
                .hasMessage("the run never started, so there is no folder for it in " + temp);
    }

    @Test
    void aRunKeepsItsFolderWhenALaterOneOfTheSameSimulationIsMade() throws IOException {
        ResultsFolder results = new ResultsFolder(temp).starting();
        Path own = RunStartTest.run(temp, "creation-1");
        assertThat(results.run()).isEqualTo(own);
        RunStartTest.run(temp, "creation-2");
        assertThat(results.run()).isEqualTo(own);
    }
}
