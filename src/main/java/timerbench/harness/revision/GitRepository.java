package timerbench.harness.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import timerbench.harness.target.TargetException;
import timerbench.settings.SettingsException;

/**
 * The Git repository that a folder is in.
 *
 * @param folder with the project, which need not be the top of the repository
 */
record GitRepository(Path folder) {
    /** Where Git runs this process, as a hook, they say where that repository is: they would of the worktrees, too. */
    private static final Set<String> LOCAL =
            Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR");

    /**
     * Returns the commit of a revision, such as a branch, a tag, {@code HEAD~1} or a hash.
     *
     * @throws SettingsException with what Git said, if there is none
     */
    Commit commit(String revision) {
        if (revision.startsWith("-")) {
            throw new SettingsException("git:" + revision + ": a revision does not begin with a dash");
        }
        String about = "git:" + revision;
        String hash = ask(about, "rev-parse", "--verify", revision + "^{commit}");
        return new Commit(hash, ask(about, "log", "-1", "--no-show-signature", "--format=%s", hash));
    }

    /** Returns where the project is, within the repository. */
    Path project() {
        return Path.of(ask("git:", "rev-parse", "--show-prefix"));
    }

    /** Returns Git's answer. */
    private String ask(String about, String... arguments) {
        Ended git = run(arguments);
        if (!git.isDone()) {
            throw new SettingsException(
                    about + ": no such commit in " + folder.toAbsolutePath() + ". " + git.said() + shallow());
        }
        return git.said();
    }

    /** A clone without its history, as CI makes it, has few commits. */
    private String shallow() {
        return run("rev-parse", "--is-shallow-repository").said().equals("true")
                ? " (This clone is shallow: git fetch --unshallow gets the other commits.)"
                : "";
    }

    private Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = withoutLocal(new ProcessBuilder(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Ended(git.waitFor(), said);
        } catch (IOException e) {
            throw new SettingsException("a revision needs git: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while git was asked", e);
        }
    }

    static ProcessBuilder withoutLocal(ProcessBuilder command) {
        command.environment().keySet().removeAll(LOCAL);
        return command;
    }
}
