package timerbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
    @TempDir
    private Path folder;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.email=ada@example.org"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }

    @Test
    void theCommitSaysWhetherFilesDifferFromIt() throws IOException, InterruptedException {
        git("init", "--quiet");
        git("config", "user.name", "Ada Lovelace");
        Path file = Files.writeString(folder.resolve("file"), "one");
        git("add", "file");
        git("commit", "--quiet", "--message", "first");

        assertThat(new Git(folder).userName()).contains("Ada Lovelace");
        assertThat(new Git(folder).commit().orElseThrow()).matches("[0-9a-f]{40}");
        Files.writeString(file, "another");
        assertThat(new Git(folder).commit().orElseThrow()).matches("[0-9a-f]{40}-dirty");
    }

    @Test
    void outsideACheckoutThereIsNoCommit() {
        assertThat(new Git(folder).commit()).isEmpty();
        assertThat(new Git(folder.resolve("nowhere")).commit()).isEmpty();
        assertThat(new Git(folder.resolve("nowhere")).userName()).isEmpty();
    }

    @Test
    void anEmptyPathIsWhereTheProcessRuns() {
        assertThat(new Git(Path.of("")).commit()).isEqualTo(new Git(Path.of("").toAbsolutePath()).commit());
    }
}
