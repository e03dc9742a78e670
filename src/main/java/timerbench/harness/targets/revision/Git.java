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

/** What git knows of a folder. */
public final class Git {
    /** Where git runs this process, as a hook, they say where that repository is: they would of another folder's, too. */
    private static final Set<String> LOCAL =
            Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR");

    /** Is in the folder of every project: a repository that does not track it knows nothing of the project. */
    private static final String PROJECT = "pom.xml";

    private final Path folder;
    private final Map<String, String> environment;

    public Git(Path folder) {
        this(folder, Map.of());
    }

    Git(Path folder, Map<String, String> environment) {
        // Of an empty path no process can be told that it is its folder.
        this.folder = folder.toAbsolutePath();
        this.environment = environment;
    }

    /**
     * What git answered.
     *
     * @param said to its standard output
     * @param error to its standard error
     */
    public record Answer(int exitCode, String said, String error) {
        public boolean isDone() {
            return exitCode == 0;
        }
    }

    /**
     * The commit of a checkout.
     *
     * @param commit that is checked out, with {@code -dirty} after it if files differ from it
     * @param unknown why there is none, as a sentence; empty if there is one
     */
    public record Checkout(Optional<String> commit, Optional<String> unknown) {
        private static Checkout unknown(String why) {
            return new Checkout(Optional.empty(), Optional.of("the commit is not known: " + why));
        }
    }

    /** Returns the commit of the repository that tracks the folder's project; the folder may be its top or below. */
    public Checkout checkout() {
        try {
            Answer top = ask("rev-parse", "--show-toplevel");
            if (!top.isDone()) {
                return Checkout.unknown(reason(top));
            }
            if (!ask("ls-files", "--error-unmatch", PROJECT).isDone()) {
                return Checkout.unknown(folder.normalize() + " is inside the repository " + top.said()
                        + ", which does not track its " + PROJECT);
            }
            Answer commit = ask("describe", "--always", "--abbrev=40", "--dirty", "--exclude=*");
            return commit.isDone()
                    ? new Checkout(Optional.of(commit.said()), Optional.empty())
                    : Checkout.unknown(reason(commit));
        } catch (IOException e) {
            return Checkout.unknown(e.getMessage());
        }
    }

    private String reason(Answer failed) {
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

    /** Returns by which name the user commits. */
    public Optional<String> userName() {
        try {
            Answer name = ask("config", "user.name");
            return Optional.of(name.said()).filter(said -> name.isDone() && !said.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Runs git in the folder until it ends, and returns its answer in English.
     *
     * @throws InterruptedIOException if this thread is interrupted meanwhile; it stays so
     * @throws IOException if git cannot be run
     */
    public Answer ask(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = withoutLocal(new ProcessBuilder(command)).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        Process git = builder.start();
        CompletableFuture<String> error = CompletableFuture.supplyAsync(() -> text(git.getErrorStream()));
        String said = text(git.getInputStream());
        try {
            return new Answer(git.waitFor(), said, error.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while git was asked");
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a command without the variables by which git finds a repository other than the folder's. */
    public static ProcessBuilder withoutLocal(ProcessBuilder command) {
        command.environment().keySet().removeAll(LOCAL);
        return command;
    }
}
