package timerbench.harness.targets.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.targets.process.DatabaseException;

class CacheFolderTest {
    @TempDir
    private Path home;

    private Path named(Map<String, String> environment) {
        return CacheFolder.named("programs", environment, home);
    }

    private void itIsRefusedBecause(String reason) {
        assertThatThrownBy(() -> named(Map.of()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(home.resolve(".cache/timer-bench").toString())
                .hasMessageContaining(reason)
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void itIsInTheHomeOfTheUserAndClosedToOthers() throws IOException {
        Path folder = named(Map.of());
        assertThat(folder)
                .isEqualTo(home.resolve(".cache/timer-bench/programs"))
                .isDirectory();
        assertThat(mode(folder.getParent())).isEqualTo("rwx------");
        assertThat(named(Map.of())).isEqualTo(folder);
        assertThat(folder.getParent()).isDirectoryNotContaining("glob:**probe*");
    }

    @Test
    void theEnvironmentMovesIt() {
        Path caches = home.resolve("caches");
        assertThat(named(Map.of("XDG_CACHE_HOME", caches.toString())))
                .isEqualTo(caches.resolve("timer-bench/programs"));
        assertThat(named(Map.of("XDG_CACHE_HOME", ""))).isEqualTo(home.resolve(".cache/timer-bench/programs"));
    }

    @Test
    void oneThatIsOpenToOthersIsNotUsed() throws IOException {
        Path own = Files.createDirectories(home.resolve(".cache/timer-bench"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
        itIsRefusedBecause("others have access to it");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Files.createDirectories(home.resolve(".cache"));
        Files.createSymbolicLink(home.resolve(".cache/timer-bench"), Files.createDirectory(home.resolve("elsewhere")));
        itIsRefusedBecause("it is no folder");
    }
}
