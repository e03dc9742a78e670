package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Where Gatling writes: {@code results/}, a folder a run. */
final class ResultsFolder {
    /** A short run with Gatling's report takes half of that; less is as good as full. */
    private static final int LEAST_BYTES = 1 << 20;

    /** A start takes a second or two; the payloads of a large load are made meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private @Nullable RunStart start;
    private @Nullable Path run;

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

    /**
     * Has other runs wait with their start until this one's folder is made.
     *
     * @throws IOException if another run takes a minute to start, or the folder cannot be locked
     */
    ResultsFolder starting() throws IOException {
        start = RunStart.in(folder, PATIENCE);
        return this;
    }

    /**
     * Returns the folder of this run, and lets other runs start. To be called first when Gatling has just made it.
     *
     * @throws IOException if it is not to be found
     */
    Path run() throws IOException {
        if (start != null) {
            run = start.end(InstantSource.system());
            start = null;
        }
        if (run == null) {
            throw new IOException("the run never started, so there is no folder for it in " + folder);
        }
        return run;
    }
}
