package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is built. */
class BisectCommandTest {
    @TempDir
    private Path repository;

    @TempDir
    private Path results;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeRepository() throws Exception {
        git("init", "-q", "-b", "main");
        for (String tag : List.of("good", "bad")) {
            git(
                    "-c",
                    "user.name=tests",
                    "-c",
                    "user.email=tests@localhost",
                    "commit",
                    "-q",
                    "--allow-empty",
                    "-m",
                    tag);
            git("tag", tag);
        }
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).inheritIO().start();
        assertThat(git.waitFor()).isZero();
    }

    private int bisect(String good, String bad, String... further) {
        List<String> arguments = new ArrayList<>(List.of("bisect", "--good", good, "--bad", bad));
        arguments.addAll(List.of("--repository", repository.toString(), "--profile", "smoke"));
        arguments.addAll(List.of("--output", results.resolve("bisect").toString()));
        arguments.addAll(List.of(further));
        return TimerBench.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private int bisectOwn(String good, String bad, String... further) {
        return bisect(
                good,
                bad,
                Stream.concat(Stream.of("--build", "exit 3", "--target", "run"), Stream.of(further))
                        .toArray(String[]::new));
    }

    @Test
    void theGoodCommitMustBeAnAncestorOfTheBadOne() {
        assertThat(bisectOwn("bad", "good")).isEqualTo(2);
        assertThat(err.toString()).contains("bad (").contains("is no ancestor of good (");
    }

    @Test
    void thereMustBeCommitsBetweenThem() {
        assertThat(bisectOwn("bad", "main")).isEqualTo(2);
        assertThat(err.toString()).contains("bad and main are the same commit");
    }

    @Test
    void aServiceOfAnotherRepositoryNeedsACommandAndATarget() {
        assertThat(bisect("good", "bad")).isEqualTo(2);
        assertThat(bisect("good", "bad", "--build", "make")).isEqualTo(2);
        assertThat(bisect("good", "bad", "--target", "run")).isEqualTo(2);
        assertThat(err.toString().lines().filter(line -> line.contains("--build and --target go together")))
                .hasSize(3);
    }

    @Test
    void theTargetIsWithinTheCheckout() {
        assertThat(bisect("good", "bad", "--build", "make", "--target", "/usr/bin/true"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--target: wanted a path within the checkout of a commit");
    }

    @Test
    void limitsThatDecideNothingAreRefused() {
        assertThat(bisectOwn("good", "bad", "--confidence", "100")).isEqualTo(2);
        assertThat(bisectOwn("good", "bad", "--at-most", "0")).isEqualTo(2);
    }

    @Test
    void aGoodCommitThatCannotBeBuiltIsAFailureThatLeavesNothing() throws IOException {
        assertThat(bisectOwn("good", "bad")).isEqualTo(3);
        assertThat(err.toString()).contains("was not built: exit 3 ended with exit code 3");
        assertThat(results.resolve("bisect")).doesNotExist();
        try (Stream<Path> left = Files.list(repository.resolve(".git"))) {
            assertThat(left.map(path -> path.getFileName().toString())).doesNotContain("worktrees");
        }
    }
}
