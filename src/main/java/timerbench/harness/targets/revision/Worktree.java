package timerbench.harness.targets.revision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.LastLines;
import timerbench.harness.targets.process.ShellGuard;

/**
 * A commit that is checked out in a temporary folder. However this process ends, a guard ends the command that runs
 * in the folder, and removes the folder and its entry in {@code git worktree list}.
 */
final class Worktree implements AutoCloseable {
    /**
     * Removes the folder first: a running command might create it again, and Git removes the entry without it, too.
     */
    private static final String REMOVE = """
            unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR
            running=$(cat "$2/running" 2> /dev/null) && kill -KILL "$running" 2> /dev/null
            tries=0
            while ! rm -rf "$2" 2> /dev/null && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
            git -C "$1" worktree remove --force --force "$2/tree"
            """;

    /** Writes the process id, so that the guard can end the process, and then becomes the command. */
    private static final String IDENTIFIED = "folder=$1; shift; echo $$ > \"$folder/running\"; exec \"$@\"";

    /** Secrets of loads and databases, which no build needs. */
    private static final Set<String> SECRETS = Set.of("API_TOKEN", "DATABASE_PASSWORD");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEPT_LINES = 30;

    /**
     * The result of a command.
     *
     * @param lastLines the end of its output
     */
    record Ended(int exitCode, String lastLines) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private final Path folder;
    private final Path project;
    private final ShellGuard guard;

    private Worktree(Git git, Path within) {
        this.folder = temporary();
        this.project = folder.resolve("tree").resolve(within);
        this.guard = ShellGuard.of(REMOVE, git.folder().toString(), folder.toString());
    }

    /**
     * Checks out the commit.
     *
     * @throws TargetException with Git's message, if it cannot be checked out
     */
    static Worktree add(Git git, Git.Commit commit) {
        Worktree worktree = new Worktree(git, git.pathInRepository());
        // Hooks of the repository are meant for its developers.
        List<String> add = List.of("git", "-c", "core.hooksPath=/dev/null", "worktree", "add", "--detach");
        List<String> command = new ArrayList<>(add);
        command.addAll(List.of(worktree.folder.resolve("tree").toString(), commit.hash()));
        Ended ended = worktree.run(command, git.folder());
        if (!ended.succeeded()) {
            worktree.close();
            throw new TargetException("commit " + commit.text() + " could not be checked out: " + ended.lastLines());
        }
        return worktree;
    }

    private static Path temporary() {
        try {
            // The real path, as Git lists it: on macOS the temporary folder is a link.
            return Files.createTempDirectory("timer-bench-revision").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a worktree: " + e.getMessage(), e);
        }
    }

    /** Returns the project's folder. */
    Path project() {
        return project;
    }

    /** Returns a folder beside the project for other files. It is removed together with the project. */
    Path beside() {
        return folder;
    }

    /** Runs a command in the project's folder until it ends. */
    Ended run(List<String> command) {
        return run(command, project);
    }

    private Ended run(List<String> command, Path where) {
        List<String> identified = new ArrayList<>(List.of("sh", "-c", IDENTIFIED, "sh", folder.toString()));
        identified.addAll(command);
        Path log = folder.resolve("log");
        try {
            ProcessBuilder builder = Git.withoutLocal(new ProcessBuilder(identified))
                    .directory(where.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeAll(SECRETS);
            Process process = builder.start();
            process.getOutputStream().close();
            int exitCode = await(process);
            Files.deleteIfExists(folder.resolve("running"));
            return new Ended(exitCode, last(log));
        } catch (IOException e) {
            throw new TargetException(command.get(0) + " could not be run: " + e.getMessage(), e);
        }
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while a revision was built", e);
        }
    }

    private static String last(Path log) throws IOException {
        LastLines last = new LastLines(KEPT_LINES);
        try (var lines = Files.lines(log, StandardCharsets.UTF_8)) {
            lines.forEach(last::add);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof MalformedInputException)) {
                throw e;
            }
            last.add("(the rest is not UTF-8)");
        }
        return last.text();
    }

    /** Removes the worktree. Closing twice is harmless. */
    @Override
    public void close() {
        guard.tidyUp(PATIENCE);
        if (Files.exists(folder)) {
            throw new TargetException("worktree " + folder.resolve("tree")
                    + " could not be removed; remove it with git worktree remove --force");
        }
    }
}
