package timerbench.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and reads a run as JSON after {@code schema/run-1.schema.json}, which is on the class path. */
public final class RunFile {

    /** Its name in the run's folder. */
    public static final String NAME = "run.json";

    private RunFile() {}

    /** Writes the run to {@code run.json} in the given folder and returns that file. Nobody ever sees half a file. */
    public static Path write(Path folder, Run run) throws IOException {
        return writeTo(folder.resolve(NAME), run);
    }

    /** Writes the run to this file in the same way and returns the file. */
    public static Path writeTo(Path file, Run run) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return WholeFile.write(file, text(run));
    }

    /**
     * Returns the run in a file, or in the {@code run.json} of a folder.
     *
     * @throws IOException if the file cannot be read, or is not a run of this schema; the message says where
     */
    public static Run read(Path fileOrFolder) throws IOException {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(NAME) : fileOrFolder;
        try {
            return JsonText.read(file, RunJson.class, "run", Run.SCHEMA).run();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": not a run of " + Run.SCHEMA + ": " + e.getMessage(), e);
        }
    }

    static String text(Run run) {
        return JsonText.of(RunJson.of(run));
    }
}
