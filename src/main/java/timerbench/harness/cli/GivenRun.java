package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.settings.SettingsException;

/** A run that the user named: by its folder, by its file, or by a link to one of them. */
final class GivenRun {
    private GivenRun() {}

    /**
     * Returns the run.
     *
     * @param option by which it was named
     * @throws SettingsException if there is none, or it is of a schema that cannot be read
     */
    static Run read(String option, Path named) {
        Path path = CalledFrom.resolve(named);
        Path file = Files.isDirectory(path) ? path.resolve(RunFile.NAME) : path;
        if (!Files.isRegularFile(file)) {
            throw new SettingsException(option + ": there is no run at " + path
                    + "; wanted is a run's folder, such as results/latest, its " + RunFile.NAME
                    + ", or the file that baseline accept wrote");
        }
        try {
            return RunFile.read(file);
        } catch (IOException e) {
            throw new SettingsException(option + ": " + e.getMessage());
        }
    }
}
