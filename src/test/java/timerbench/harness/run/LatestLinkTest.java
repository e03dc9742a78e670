package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestLinkTest {

    @TempDir
    private Path results;

    private Path run(String name) throws IOException {
        return Files.createDirectory(results.resolve(name));
    }

    @Test
    void theLinkLeadsToTheNewestRunByARelativePath() throws IOException {
        Path first = run("creation-1");
        Path second = run("creation-2");

        LatestLink.point(results, first);
        Path link = LatestLink.point(results, second);

        assertThat(link.getFileName()).hasToString("latest");
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("creation-2"));
        assertThat(link.toRealPath()).isEqualTo(second.toRealPath());
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void theResultsCanBeReachedThroughALink() throws IOException {
        Path real = run("real");
        Path runFolder = Files.createDirectory(real.resolve("creation-1"));
        Path alias = Files.createSymbolicLink(results.resolve("alias"), Path.of("real"));

        Path link = LatestLink.point(alias, runFolder);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("creation-1"));
    }

    @Test
    void aLinkThatLeadsNowhereAndTheRestOfAKilledRunAreReplaced() throws IOException {
        Files.createSymbolicLink(results.resolve("latest"), Path.of("deleted"));
        Files.createSymbolicLink(results.resolve(".latest-creation-1"), Path.of("deleted"));

        Path link = LatestLink.point(results, run("creation-1"));

        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("creation-1"));
        assertThat(Files.isSymbolicLink(results.resolve(".latest-creation-1"))).isFalse();
    }

    @Test
    void runsThatEndAtOnceDoNotTakeEachOthersLink() throws Exception {
        List<Path> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(run("creation-" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<?>> pointed = new ArrayList<>();
            for (Path run : runs) {
                pointed.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        LatestLink.point(results, run);
                    }
                    return run;
                }));
            }
            for (Future<?> each : pointed) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(results.resolve("latest").toRealPath())
                .isIn(runs.stream().map(Path::toAbsolutePath).toList());
    }

    @Test
    void aFolderOfThatNameIsLeftAloneAndNamed() throws IOException {
        Path inTheWay = run("latest");
        Path runFolder = run("creation-1");

        assertThatThrownBy(() -> LatestLink.point(results, runFolder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(inTheWay.toRealPath() + ": is a file or folder")
                .hasMessageContaining("move it away");
        assertThat(inTheWay).isDirectory();
    }

    @Test
    void aRunThatDoesNotExistIsNotLinked() {
        assertThatThrownBy(() -> LatestLink.point(results, results.resolve("nowhere")))
                .isInstanceOf(NotDirectoryException.class);
        assertThat(results.resolve("latest")).doesNotExist();
    }
}
