package timerbench.harness.targets.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.TargetException;

/**
 * Builds revisions of a repository, each commit once. The builds are kept in {@code target/revisions} of this
 * checkout, which {@code mvn clean} removes; those used last stay.
 */
public final class Revisions {
    private static final Path KEPT = Path.of("target/revisions");
    private static final int KEY_LENGTH = 10;

    private final Git git;
    private final Recipe recipe;
    private final KeptBuilds kept;
    private final Consumer<String> progress;
    private final Map<String, Built> built = new HashMap<>();

    /**
     * Creates the revisions of the repository that contains the working directory: the reference service.
     *
     * @param progress receives messages about each build and its duration
     */
    public Revisions(Consumer<String> progress) {
        this(new Git(Path.of(".")), new MavenBuild(Path.of(".")), new KeptBuilds(KEPT), progress);
    }

    Revisions(Git git, Recipe recipe, KeptBuilds kept, Consumer<String> progress) {
        this.git = git;
        this.recipe = recipe;
        this.kept = kept;
        this.progress = progress;
    }

    /**
     * Returns the revisions of another repository.
     *
     * @param folder within it
     * @param command of a POSIX shell that builds a worktree, in its folder
     */
    public static Revisions of(Path folder, String command, Consumer<String> progress) {
        return new Revisions(new Git(folder), new CommandBuild(command), new KeptBuilds(KEPT), progress);
    }

    /** A built revision. It stays as long as somebody uses it. */
    public static final class Revision implements AutoCloseable {
        private final Git.Commit commit;
        private final Path folder;
        private final Runnable release;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Revision(Git.Commit commit, Path folder, Runnable release) {
            this.commit = commit;
            this.folder = folder;
            this.release = release;
        }

        public Git.Commit commit() {
            return commit;
        }

        /** Returns the folder with what was built: for a command, the whole tree. */
        public Path folder() {
            return folder;
        }

        /** Returns the reference service of this revision, if it is one of this repository. */
        public ServiceCode code() {
            return MavenBuild.code(folder);
        }

        /** Releases the revision. Closing twice is harmless. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release.run();
            }
        }
    }

    /** The build of a commit, and the number of its users. */
    private static final class Built {
        private final KeptBuilds.Kept kept;
        private int users;

        Built(KeptBuilds.Kept kept) {
            this.kept = kept;
        }
    }

    /**
     * Returns the commit of a revision.
     *
     * @throws timerbench.settings.SettingsException with Git's message, if there is none
     */
    public Git.Commit commit(String name) {
        return git.commit(name);
    }

    /**
     * Returns the commits that are in one revision and not in the other, along first parents, the oldest first.
     *
     * @throws timerbench.settings.SettingsException if there is no such revision, none lies between, or the first is
     *     no ancestor of the last
     */
    public List<Git.Commit> between(String good, String bad) {
        return git.between(good, bad);
    }

    /**
     * Builds a revision, such as a branch, a tag, {@code HEAD~1} or a hash, unless its commit is built already.
     *
     * @throws timerbench.settings.SettingsException with Git's message, if there is no such revision
     * @throws TargetException with the last lines of the output, if the build fails
     */
    public synchronized Revision of(String name) {
        Git.Commit commit = git.commit(name);
        Built known = built.get(commit.hash());
        if (known == null) {
            known = new Built(kept(name, commit));
            built.put(commit.hash(), known);
        }
        known.users++;
        return new Revision(commit, known.kept.built(), () -> release(commit));
    }

    private KeptBuilds.Kept kept(String name, Git.Commit commit) {
        String key = commit.hash() + "-" + key();
        try {
            Optional<KeptBuilds.Kept> before = kept.find(key, recipe::isComplete);
            if (before.isPresent()) {
                progress.accept("git:" + name + " was built already: " + commit.text());
                return before.get();
            }
            return build(name, commit, key);
        } catch (IOException e) {
            throw notBuilt(name, commit, e);
        } catch (TargetException e) {
            throw notBuilt(name, commit, e);
        }
    }

    private static TargetException notBuilt(String name, Git.Commit commit, Exception cause) {
        return new TargetException(
                "git:" + name + " (" + commit.text() + ") was not built: " + cause.getMessage(), cause);
    }

    private KeptBuilds.Kept build(String name, Git.Commit commit, String key) throws IOException {
        progress.accept("building git:" + name + ": " + commit.text());
        long start = System.nanoTime();
        try (Worktree tree = Worktree.add(git, commit)) {
            recipe.build(tree);
            KeptBuilds.Kept made = kept.keep(key, recipe::isComplete, into -> recipe.copy(tree, into));
            progress.accept("built git:" + name + " in "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            return made;
        }
    }

    /** Returns what decides the result besides the commit, as a short hash: the JDK, the recipe and the folder. */
    private String key() {
        String deciding = Runtime.version().feature() + "\n" + recipe.identity() + "\n" + git.pathInRepository();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(deciding.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private synchronized void release(Git.Commit commit) {
        Built known = built.get(commit.hash());
        if (known != null && --known.users == 0) {
            built.remove(commit.hash());
            try {
                known.kept.close();
            } catch (IOException e) {
                throw new TargetException("the build of " + commit.text() + " is still locked: " + e.getMessage(), e);
            }
        }
    }
}
