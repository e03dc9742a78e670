package timerbench.harness.targets.revision;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import timerbench.harness.targets.TargetException;
import timerbench.settings.SettingsException;

/**
 * The Git repository that a folder is in.
 *
 * @param folder with the project, which need not be the top of the repository
 */
record GitRepository(Path folder) {
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
        try {
            Git.Answer answer = new Git(folder).ask(arguments);
            return new Ended(answer.exitCode(), answer.isDone() ? answer.said() : answer.error());
        } catch (InterruptedIOException e) {
            throw new TargetException(e.getMessage(), e);
        } catch (IOException e) {
            throw new SettingsException("a revision needs git: " + e.getMessage(), e);
        }
    }
}
