package timerbench.harness.targets.revision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import timerbench.harness.targets.TargetException;

/**
 * Builds a worktree with a command of a POSIX shell. The whole tree is kept, without its Git file.
 *
 * @param command that runs in the project's folder
 */
record CommandBuild(String command) implements Recipe {
    @Override
    public String identity() {
        return command;
    }

    @Override
    public void build(Worktree tree) {
        Worktree.Ended ended = tree.run(List.of("sh", "-c", command));
        if (!ended.succeeded()) {
            throw new TargetException(command + " ended with exit code " + ended.exitCode() + "\n" + ended.lastLines());
        }
    }

    @Override
    public void copy(Worktree tree, Path into) throws IOException {
        FolderTree.copy(tree.project(), into, List.of(".git"));
    }
}
