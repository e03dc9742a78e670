package timerbench.harness.targets.revision;

import java.io.IOException;
import java.nio.file.Path;

/** Builds commits. */
interface Recipe {
    /** Returns what decides the result besides the commit. */
    String identity();

    /**
     * Builds a worktree.
     *
     * @throws timerbench.harness.targets.TargetException with the last output, if the build fails
     */
    void build(Worktree tree);

    /** Copies what is kept of a worktree that is built into an empty folder. */
    void copy(Worktree tree, Path into) throws IOException;

    /** Returns whether a kept build still has what it uses outside its folder. */
    default boolean isComplete(Path built) {
        return true;
    }
}
