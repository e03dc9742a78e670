package timerbench.harness.targets.revision;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import timerbench.harness.targets.TargetException;
import timerbench.settings.SettingsException;

/**
 * Git, run in a folder.
 *
 * <p>The folder holds the project, which need not be at the top of its repository.
 */
public final class Git {
    /**
     * Variables that name a repository. Git sets them if it runs this process, as a hook, and they would override the
     * repository of any other folder.
     */
    private static final Set<String> LOCAL =
            Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR");

    /** A file in the folder of every project. A repository that does not track it does not contain the project. */
    private static final String PROJECT = "pom.xml";

    private final Path folder;
    private final Map<String, String> environment;

    public Git(Path folder) {
        this(folder, Map.of());
    }

    Git(Path folder, Map<String, String> environment) {
        // An empty path cannot be the working directory of a process.
        this.folder = folder.toAbsolutePath();
        this.environment = environment;
    }

    /**
     * The result of a git command.
     *
     * @param output the standard output
     * @param error the standard error
     */
    private record Result(int exitCode, String output, String error) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * A commit of the repository.
     *
     * @param hash in full
     * @param subject the first line of the message
     */
    public record Commit(String hash, String subject) {
        /** Returns the short hash and the subject. */
        public String text() {
            return hash.substring(0, Math.min(10, hash.length())) + " " + subject;
        }
    }

    /**
     * The commit of a checkout.
     *
     * @param commit the hash, followed by {@code -dirty} if files differ from the commit
     * @param unknown a sentence that says why the commit is unknown; empty if it is known
     */
    public record Checkout(Optional<String> commit, Optional<String> unknown) {
        private static Checkout unknown(String why) {
            return new Checkout(Optional.empty(), Optional.of("the commit is not known: " + why));
        }
    }

    /** Returns the commit of the repository that tracks the folder's project; the folder may be its top or below. */
    public Checkout checkout() {
        try {
            Result top = run("rev-parse", "--show-toplevel");
            if (!top.succeeded()) {
                return Checkout.unknown(reason(top));
            }
            if (!run("ls-files", "--error-unmatch", PROJECT).succeeded()) {
                return Checkout.unknown(folder.normalize() + " is inside the repository " + top.output()
                        + ", which does not track its " + PROJECT);
            }
            Result commit = run("describe", "--always", "--abbrev=40", "--dirty", "--exclude=*");
            return commit.succeeded()
                    ? new Checkout(Optional.of(commit.output()), Optional.empty())
                    : Checkout.unknown(reason(commit));
        } catch (IOException e) {
            return Checkout.unknown(e.getMessage());
        }
    }

    private String reason(Result failed) {
        if (failed.error().contains("dubious ownership")) {
            return "git distrusts " + folder.normalize() + ", which belongs to another user;"
                    + " git config --global --add safe.directory '" + folder.normalize() + "' makes it trusted";
        }
        return "git says: " + failed.error().lines().findFirst().orElse("nothing");
    }

    /** Returns the commit of {@link #checkout()}. */
    public Optional<String> commit() {
        return checkout().commit();
    }

    Path folder() {
        return folder;
    }

    /** Returns the path of the folder within its repository. */
    Path pathInRepository() {
        return Path.of(revisionQuery("git:", "rev-parse", "--show-prefix"));
    }

    /**
     * Returns the commit of a revision, such as a branch, a tag, {@code HEAD~1} or a hash.
     *
     * @throws SettingsException with Git's message if there is no such commit
     */
    Commit commit(String revision) {
        if (revision.startsWith("-")) {
            throw new SettingsException("git:" + revision + ": a revision does not begin with a dash");
        }
        String about = "git:" + revision;
        String hash = revisionQuery(about, "rev-parse", "--verify", revision + "^{commit}");
        return new Commit(hash, revisionQuery(about, "log", "-1", "--no-show-signature", "--format=%s", hash));
    }

    /**
     * Returns the commits of one revision that are not in the other, along first parents, the oldest first.
     *
     * @throws SettingsException if there are none, or the first revision is no ancestor of the last
     */
    List<Commit> between(String good, String bad) {
        Commit first = commit(good);
        Commit last = commit(bad);
        if (first.hash().equals(last.hash())) {
            throw new SettingsException(good + " and " + bad + " are the same commit, " + first.text());
        }
        if (!runForRevision("merge-base", "--is-ancestor", first.hash(), last.hash())
                .succeeded()) {
            throw new SettingsException(good + " (" + first.text() + ") is no ancestor of " + bad + " (" + last.text()
                    + "). A bisection needs the commits that lead from one to the other" + shallow());
        }
        String range = first.hash() + ".." + last.hash();
        return revisionQuery(
                        range, "log", "--reverse", "--first-parent", "--no-show-signature", "--format=%H %s", range)
                .lines()
                .map(line -> (line + " ").split(" ", 2))
                .map(parts -> new Commit(parts[0], parts[1].strip()))
                .toList();
    }

    private String revisionQuery(String about, String... arguments) {
        Result result = runForRevision(arguments);
        if (!result.succeeded()) {
            throw new SettingsException(about + ": no such commit in " + folder + ". " + result.error() + shallow());
        }
        return result.output();
    }

    /** Returns a hint for a clone without its history, as CI makes it, which has few commits. */
    private String shallow() {
        return runForRevision("rev-parse", "--is-shallow-repository").output().equals("true")
                ? " (This clone is shallow: git fetch --unshallow gets the other commits.)"
                : "";
    }

    private Result runForRevision(String... arguments) {
        try {
            return run(arguments);
        } catch (InterruptedIOException e) {
            throw new TargetException(e.getMessage(), e);
        } catch (IOException e) {
            throw new SettingsException("a revision needs git: " + e.getMessage(), e);
        }
    }

    /** Returns the name under which the user commits. */
    public Optional<String> userName() {
        try {
            Result name = run("config", "user.name");
            return Optional.of(name.output()).filter(text -> name.succeeded() && !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Runs git in the folder, with messages in English, and returns the result.
     *
     * @throws InterruptedIOException if this thread is interrupted meanwhile; it stays so
     * @throws IOException if git cannot be run
     */
    private Result run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = withoutLocal(new ProcessBuilder(command)).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        Process git = builder.start();
        CompletableFuture<String> error = CompletableFuture.supplyAsync(() -> text(git.getErrorStream()));
        String output = text(git.getInputStream());
        try {
            return new Result(git.waitFor(), output, error.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while git ran");
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the variables from a command that would make git use a repository other than the folder's. */
    public static ProcessBuilder withoutLocal(ProcessBuilder command) {
        command.environment().keySet().removeAll(LOCAL);
        return command;
    }
}
