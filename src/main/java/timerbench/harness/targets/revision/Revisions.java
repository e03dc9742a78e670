package timerbench.harness.targets.revision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.TargetException;

/** Builds revisions of this repository, each commit once. */
public final class Revisions {
    private final Git git;
    private final Function<Worktree, ServiceCode> build;
    private final Consumer<String> progress;
    private final Map<String, Built> built = new HashMap<>();

    /**
     * Creates the revisions of the repository that contains the working directory.
     *
     * @param progress receives messages about each build and its duration
     */
    public Revisions(Consumer<String> progress) {
        this(new Git(Path.of(".")), new MavenBuild(Path.of(".")), progress);
    }

    Revisions(Git git, Function<Worktree, ServiceCode> build, Consumer<String> progress) {
        this.git = git;
        this.build = build;
        this.progress = progress;
    }

    /** A built revision of this repository. When all users of a commit have closed it, its build is removed. */
    public static final class Revision implements AutoCloseable {
        private final Git.Commit commit;
        private final ServiceCode code;
        private final Runnable release;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Revision(Git.Commit commit, ServiceCode code, Runnable release) {
            this.commit = commit;
            this.code = code;
            this.release = release;
        }

        public Git.Commit commit() {
            return commit;
        }

        /** Returns the reference service of this revision. */
        public ServiceCode code() {
            return code;
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
        private final Worktree tree;
        private final ServiceCode code;
        private int users;

        Built(Worktree tree, ServiceCode code) {
            this.tree = tree;
            this.code = code;
        }
    }

    /**
     * Checks that there is a revision of this name.
     *
     * @throws timerbench.settings.SettingsException with Git's message, if there is none
     */
    public void require(String name) {
        var unused = git.commit(name);
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
            known = build(name, commit);
            built.put(commit.hash(), known);
        }
        known.users++;
        return new Revision(commit, known.code, () -> release(commit));
    }

    private Built build(String name, Git.Commit commit) {
        progress.accept("building git:" + name + ": " + commit.text());
        long start = System.nanoTime();
        Worktree tree = Worktree.add(git, commit);
        try {
            ServiceCode code = build.apply(tree);
            progress.accept("built git:" + name + " in "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            return new Built(tree, code);
        } catch (TargetException e) {
            tree.close();
            throw new TargetException("git:" + name + " (" + commit.text() + ") was not built: " + e.getMessage(), e);
        }
    }

    private synchronized void release(Git.Commit commit) {
        Built known = built.get(commit.hash());
        if (known != null && --known.users == 0) {
            built.remove(commit.hash());
            known.tree.close();
        }
    }
}
