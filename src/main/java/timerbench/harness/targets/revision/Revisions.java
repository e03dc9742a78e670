package timerbench.harness.targets.revision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.TargetException;

/** Builds revisions of this repository, each commit once. */
public final class Revisions {
    private final GitRepository repository;
    private final Build build;
    private final Consumer<String> progress;
    private final Map<String, Built> built = new HashMap<>();

    /**
     * Those of the repository that this process runs in.
     *
     * @param progress told what is done, and how long it took
     */
    public Revisions(Consumer<String> progress) {
        this(new GitRepository(Path.of(".")), new MavenBuild(Path.of(".")), progress);
    }

    Revisions(GitRepository repository, Build build, Consumer<String> progress) {
        this.repository = repository;
        this.build = build;
        this.progress = progress;
    }

    /** What was made of a commit, and how many hold it. */
    private static final class Built {
        private final Worktree tree;
        private final ServiceCode code;
        private int holders;

        Built(Worktree tree, ServiceCode code) {
            this.tree = tree;
            this.code = code;
        }
    }

    /**
     * Returns a revision, such as a branch, a tag, {@code HEAD~1} or a hash, when it is built.
     *
     * @throws timerbench.settings.SettingsException with what Git said, if there is none
     * @throws TargetException with the last that was said, if it cannot be built
     */
    public synchronized Revision of(String name) {
        Commit commit = repository.commit(name);
        Built known = built.get(commit.hash());
        if (known == null) {
            known = make(name, commit);
            built.put(commit.hash(), known);
        }
        known.holders++;
        return new Revision(commit, known.code, () -> giveBack(commit));
    }

    private Built make(String name, Commit commit) {
        progress.accept("building git:" + name + ": " + commit.text());
        long start = System.nanoTime();
        Worktree tree = Worktree.add(repository, commit);
        try {
            ServiceCode code = build.build(tree);
            progress.accept("built git:" + name + " in "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            return new Built(tree, code);
        } catch (TargetException e) {
            tree.close();
            throw new TargetException("git:" + name + " (" + commit.text() + ") was not built: " + e.getMessage(), e);
        }
    }

    private synchronized void giveBack(Commit commit) {
        Built known = built.get(commit.hash());
        if (known != null && --known.holders == 0) {
            built.remove(commit.hash());
            known.tree.close();
        }
    }
}
