package timerbench.harness.gatling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Where Gatling writes: {@code results/}, a folder a run. */
final class ResultsFolder {
    /** A short run with Gatling's report takes half of that; less is as good as full. */
    private static final int LEAST_BYTES = 1 << 20;

    private final Path folder;

    ResultsFolder(Path folder) {
        this.folder = folder;
    }

    /** Throws if nothing can be written there, before the load rather than after it. */
    void requireWritable() throws IOException {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".writable", "");
            try {
                Files.write(probe, new byte[LEAST_BYTES]);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new IOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Returns the folder of the simulation's run that started at or after this instant. */
    Path run(String simulation, Instant notBefore) throws IOException {
        String prefix = simulation.toLowerCase(Locale.ROOT) + "-";
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.filter(run -> run.getFileName().toString().startsWith(prefix))
                    .filter(run -> !Files.isSymbolicLink(run) && modified(run).compareTo(notBefore) >= 0)
                    .max(Comparator.comparing(run -> run.getFileName().toString()))
                    .orElseThrow(() -> new IOException("no results of " + simulation + " in " + folder));
        }
    }

    private static Instant modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            return Instant.MIN;
        }
    }
}
