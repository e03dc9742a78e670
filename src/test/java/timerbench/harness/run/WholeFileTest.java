package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @Test
    void twoWritersOfOneFileDoNotDisturbEachOther() throws Exception {
        Path file = folder.resolve("file.txt");
        List<String> texts = List.of("a".repeat(100_000), "b".repeat(100_000));
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> written = writers.invokeAll(texts.stream()
                    .map(text -> (Callable<Object>) () -> {
                        for (int i = 0; i < 200; i++) {
                            WholeFile.write(file, text);
                            assertThat(Files.readString(file)).isIn(texts);
                        }
                        return "";
                    })
                    .toList());
            for (Future<Object> each : written) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(names()).containsExactly("file.txt");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
