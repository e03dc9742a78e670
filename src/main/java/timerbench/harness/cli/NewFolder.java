package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder for the files of a command.
 *
 * @param isMade whether the command made it
 */
record NewFolder(Path path, boolean isMade) {
    /**
     * Returns the folder that {@code --output} gave, or else one in results. It exists then.
     *
     * @throws timerbench.settings.SettingsException if it is not empty
     */
    static NewFolder of(@Nullable Path output, String command) throws IOException {
        boolean isMade = output == null || !Files.exists(GivenPath.resolve(output));
        return new NewFolder(GivenPath.newFolder(output, GivenPath.id(command)), isMade);
    }

    /** What a command does for its result. */
    @FunctionalInterface
    interface Measurement<T> {
        T make() throws IOException;
    }

    /** Returns what the command measures. If it fails, a folder that was made for it and is empty is deleted. */
    <T> T measure(Measurement<T> measurement) throws IOException {
        boolean done = false;
        try {
            T result = measurement.make();
            done = true;
            return result;
        } finally {
            if (!done && isMade && isEmpty()) {
                Files.delete(path);
            }
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> there = Files.list(path)) {
            return there.findAny().isEmpty();
        }
    }
}
