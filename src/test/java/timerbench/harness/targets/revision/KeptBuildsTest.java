package timerbench.harness.targets.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBuildsTest {
    @TempDir
    private Path folder;

    private KeptBuilds.Kept keep(String name) {
        try {
            return new KeptBuilds(folder).keep(name, built -> true, into -> Files.writeString(into.resolve("a"), name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void usedAt(String name, long second) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name).resolve("lock"), FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    void aBuildThatFailsLeavesNothing() throws IOException {
        assertThatThrownBy(() -> new KeptBuilds(folder).keep("one", built -> true, into -> {
                    Files.writeString(into.resolve("half"), "");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(names()).isEmpty();
    }

    @Test
    void aBuildThatLacksWhatItUsesElsewhereIsNotFound() throws IOException {
        keep("one").close();
        assertThat(new KeptBuilds(folder).find("one", built -> false)).isEmpty();
        Optional<KeptBuilds.Kept> found = new KeptBuilds(folder).find("one", built -> true);
        assertThat(found).isPresent();
        found.get().close();
    }

    @Test
    void ofTwoThatBuildTheSameAtOnceBothGetTheSameBuild() throws IOException {
        List<CompletableFuture<KeptBuilds.Kept>> both = IntStream.range(0, 8)
                .mapToObj(unused -> CompletableFuture.supplyAsync(() -> keep("one"), task -> new Thread(task).start()))
                .toList();
        for (CompletableFuture<KeptBuilds.Kept> each : both) {
            try (KeptBuilds.Kept kept = each.join()) {
                assertThat(kept.built().resolve("a")).hasContent("one");
            }
        }
        assertThat(names()).containsExactly("one");
    }

    @Test
    void theBuildsThatWereUsedLastStay() throws IOException {
        for (int i = 0; i < KeptBuilds.MOST; i++) {
            keep("build" + i).close();
            usedAt("build" + i, 1000 + i);
        }
        new KeptBuilds(folder).find("build0", built -> true).orElseThrow().close();
        keep("new").close();
        assertThat(names())
                .hasSize(KeptBuilds.MOST)
                .contains("new", "build0", "build2")
                .doesNotContain("build1");
    }

    @Test
    void aBuildInUseIsNotRemoved() throws IOException {
        try (KeptBuilds.Kept used = keep("used")) {
            usedAt("used", 1);
            for (int i = 0; i < KeptBuilds.MOST; i++) {
                keep("build" + i).close();
            }
            assertThat(used.built().resolve("a")).exists();
        }
        usedAt("used", 1);
        keep("another").close();
        assertThat(names()).doesNotContain("used");
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAfterADay() throws IOException {
        Path left = Files.createDirectories(folder.resolve(".beside-1/built"));
        keep("one").close();
        assertThat(left).exists();
        Files.setLastModifiedTime(left.getParent(), FileTime.from(Instant.EPOCH));
        keep("other").close();
        assertThat(names()).containsExactly("one", "other");
    }
}
