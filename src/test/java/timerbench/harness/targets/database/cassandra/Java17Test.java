package timerbench.harness.targets.database.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.targets.process.DatabaseException;

class Java17Test {
    @TempDir
    Path folder;

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path command = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(command, "");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void theCurrentOneIsTakenIfItIsA17() throws IOException {
        Path current = java("current", "17.0.1");
        assertThat(Java17.command(current, Optional.of(java("told", "17").toString()), List.of()))
                .isEqualTo(current.resolve("bin/java"));
    }

    @Test
    void elseTheOneThatIsToldOrStandsInAUsualPlace() throws IOException {
        Path current = java("current", "21.0.1");
        Path told = java("told", "17");
        Path usual = java("usual/java-17", "17.0.2");
        List<Path> places = List.of(folder.resolve("nowhere"), folder.resolve("usual"));
        assertThat(Java17.command(current, Optional.of(told.toString()), places))
                .isEqualTo(told.resolve("bin/java"));
        assertThat(Java17.command(current, Optional.empty(), places)).isEqualTo(usual.resolve("bin/java"));
    }

    @Test
    void withoutOneItSaysWhatItLookedAtAndHowToTellIt() throws IOException {
        Path current = java("current", "25");
        java("usual/java-17", "11");
        assertThatThrownBy(() -> Java17.command(current, Optional.empty(), List.of(folder.resolve("usual"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(current.toString())
                .hasMessageContaining("java-17")
                .hasMessageContaining("JAVA17_HOME");
    }
}
