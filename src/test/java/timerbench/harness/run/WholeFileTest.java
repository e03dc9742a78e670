package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsThereIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("file.txt");
        WholeFile.write(file, "first");
        assertThat(WholeFile.write(file, "second")).isEqualTo(file).content().isEqualTo("second");
        assertThat(names()).containsExactly("file.txt");
    }

    @Test
    void whereAFileCannotBePutNoHalfOfItIsLeft() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("file.txt").resolve("within"));
        assertThatThrownBy(() -> WholeFile.write(taken.getParent(), "text")).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("file.txt");
    }

    @Test
    void halfACharacterBecomesAQuestionMark() throws IOException {
        assertThat(WholeFile.write(folder.resolve("file.txt"), "ä\ud800𝄞"))
                .content()
                .isEqualTo("ä?𝄞");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
