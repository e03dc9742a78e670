package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.input.CallerFolder;
import timerbench.settings.SettingsException;

/**
 * Paths that the user gave. They start where the command was given, though the process runs at the project's root.
 */
final class GivenPath {
    private GivenPath() {}

    /** Returns the path as the user meant it. */
    static Path resolve(Path path) {
        return CallerFolder.resolve(path);
    }

    /** Returns the name of a shipped dialect unchanged, or the path of a dialect's file as the user meant it. */
    static String dialect(String nameOrPath) {
        return Dialect.SHIPPED.contains(nameOrPath)
                ? nameOrPath
                : resolve(Path.of(nameOrPath)).toString();
    }

    /**
     * Returns the absolute path of a file to write.
     *
     * @param option that gave it
     * @throws SettingsException if it is a folder
     */
    static Path file(String option, Path given) {
        Path file = resolve(given).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new SettingsException(option + ": " + file + " is a folder; wanted is a file");
        }
        return file;
    }

    /**
     * Returns the absolute path of a folder that exists.
     *
     * @param option that gave it
     * @throws SettingsException if there is none
     */
    static Path folder(String option, Path given) {
        Path folder = resolve(given).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new SettingsException(option + ": there is no folder at " + folder);
        }
        return folder;
    }

    /**
     * Returns the run at a path: its folder, its file, or a link to one of them.
     *
     * @param option that gave it
     * @throws SettingsException if there is none, or its schema is unknown
     */
    static Run run(String option, Path given) {
        Path path = resolve(given);
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

    /** Returns a name for the results of a command that begins now. */
    static String id(String command) {
        return command + "-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
    }

    /**
     * Creates the folder that {@code --output} gave, or else one in results, and returns it.
     *
     * @throws SettingsException if it is not empty
     */
    static Path newFolder(@Nullable Path output, String id) throws IOException {
        Path folder = (output == null ? Path.of("results", id) : resolve(output)).toAbsolutePath();
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new SettingsException("--output: " + folder + " is not empty");
            }
        }
        return folder;
    }
}
