package timerbench.harness.targets.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void theCommitShowsWhetherFilesDifferFromIt() throws IOException, InterruptedException {
        commit();

        assertThat(new Git(folder).userName()).contains("Ada Lovelace");
        assertThat(new Git(folder).commit().orElseThrow()).matches("[0-9a-f]{40}");
        Files.writeString(folder.resolve("pom.xml"), "another");
        assertThat(new Git(folder).commit().orElseThrow()).matches("[0-9a-f]{40}-dirty");
    }

    @Test
    void outsideACheckoutThereIsNoCommit() {
        assertThat(new Git(folder).commit()).isEmpty();
        assertThat(new Git(folder.resolve("nowhere")).commit()).isEmpty();
        assertThat(new Git(folder.resolve("nowhere")).userName()).isEmpty();
    }

    private void commit() throws IOException, InterruptedException {
        git("init", "--quiet");
        git("config", "user.name", "Ada Lovelace");
        Files.writeString(folder.resolve("pom.xml"), "one");
        git("add", "pom.xml");
        git("commit", "--quiet", "--message", "first");
    }

    /** The case of a container that runs as root in another user's checkout. */
    @Test
    void aCheckoutThatGitDistrustsHasNoCommitButARemedy() throws IOException, InterruptedException {
        commit();
        Git distrusting = new Git(
                folder,
                Map.of(
                        "GIT_TEST_ASSUME_DIFFERENT_OWNER",
                        "1",
                        "GIT_CONFIG_GLOBAL",
                        "/dev/null",
                        "LANG",
                        "de_DE.UTF-8"));

        assertThat(distrusting.checkout())
                .isEqualTo(new Git.Checkout(
                        Optional.empty(),
                        Optional.of("the commit is not known: git distrusts " + folder
                                + ", which belongs to another user; git config --global --add safe.directory '"
                                + folder + "' makes it trusted")));
    }

    /** The case of a tarball that is unpacked in another repository. */
    @Test
    void aProjectThatTheRepositoryAroundItDoesNotTrackHasNoCommit() throws IOException, InterruptedException {
        commit();
        Path inside = Files.createDirectories(folder.resolve("unpacked"));
        Files.writeString(inside.resolve("pom.xml"), "of the tarball");

        Git.Checkout checkout = new Git(inside).checkout();

        assertThat(checkout.commit()).isEmpty();
        assertThat(checkout.unknown())
                .contains("the commit is not known: " + inside + " is inside the repository " + folder.toRealPath()
                        + ", which does not track its pom.xml");
    }

    @Test
    void aProjectBelowTheTopOfItsRepositoryHasItsCommit() throws IOException, InterruptedException {
        commit();
        Path project = Files.createDirectories(folder.resolve("benchmarks"));
        Files.writeString(project.resolve("pom.xml"), "of the project");
        git("add", "benchmarks/pom.xml");
        git("commit", "--quiet", "--message", "second");

        Git.Checkout checkout = new Git(project).checkout();

        assertThat(checkout.commit().orElseThrow()).matches("[0-9a-f]{40}");
        assertThat(checkout.unknown()).isEmpty();
    }

    @Test
    void aLinkToACheckoutHasItsCommit() throws IOException, InterruptedException {
        commit();
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, folder);
        git("update-index", "--refresh");

        assertThat(new Git(link).commit().orElseThrow()).matches("[0-9a-f]{40}");
        assertThat(new Git(link).checkout().unknown()).isEmpty();
    }

    @Test
    void withinAHookAnotherRepositorysVariablesAreNotPassedOn() {
        ProcessBuilder command = new ProcessBuilder("git");
        command.environment().putAll(Map.of("GIT_DIR", "/nowhere/.git", "GIT_WORK_TREE", "/nowhere"));

        assertThat(Git.withoutLocal(command).environment()).doesNotContainKeys("GIT_DIR", "GIT_WORK_TREE");
    }

    @Test
    void aFolderThatIsNotACheckoutIsReported() {
        assertThat(new Git(folder).checkout().unknown().orElseThrow())
                .startsWith("the commit is not known: git says: fatal: not a git repository");
    }

    @Test
    void anEmptyPathIsWhereTheProcessRuns() {
        assertThat(new Git(Path.of("")).commit()).isEqualTo(new Git(Path.of("").toAbsolutePath()).commit());
    }
}
