package timerbench.harness.targets.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A repository of a few commits, each with its number in a file {@code version} in a folder {@code project}. */
final class Scratch {
    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** Creates a repository with two commits on the branch main, the first with the tag v1. */
    static Scratch in(Path folder) throws IOException {
        Scratch scratch = new Scratch(folder.toRealPath());
        Files.createDirectories(scratch.project());
        scratch.git("init", "-q", "-b", "main");
        scratch.commit(1);
        scratch.git("tag", "v1");
        scratch.commit(2);
        return scratch;
    }

    Path folder() {
        return folder;
    }

    Path project() {
        return folder.resolve("project");
    }

    Git repository() {
        return new Git(project());
    }

    private void commit(int number) throws IOException {
        Files.writeString(project().resolve("version"), Integer.toString(number));
        git("add", "-A");
        git("-c", "user.name=tests", "-c", "user.email=tests@localhost", "commit", "-q", "-m", "version " + number);
    }

    /** Returns Git's output; the command must not fail. */
    String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (git.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** Returns the folders of all worktrees except the repository's own. */
    List<Path> worktrees() throws IOException {
        return git("worktree", "list", "--porcelain")
                .lines()
                .filter(line -> line.startsWith("worktree "))
                .map(line -> Path.of(line.substring("worktree ".length())))
                .filter(tree -> !tree.equals(folder))
                .toList();
    }

    /** Stands in for a build: it keeps the file {@code version}. */
    static Recipe recipe(Consumer<Worktree> build) {
        return new Recipe() {
            @Override
            public String identity() {
                return "scratch";
            }

            @Override
            public void build(Worktree tree) {
                build.accept(tree);
            }

            @Override
            public void copy(Worktree tree, Path into) throws IOException {
                Files.copy(tree.project().resolve("version"), into.resolve("version"));
            }
        };
    }

    static String version(Revisions.Revision revision) throws IOException {
        return Files.readString(revision.folder().resolve("version"));
    }
}
