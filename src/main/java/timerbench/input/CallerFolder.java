package timerbench.input;

import java.nio.file.Path;

/** The folder where a user gave the command, though the process runs at the project's root. */
public final class CallerFolder {
    private CallerFolder() {}

    /** Returns the path as the user meant it. */
    public static Path resolve(Path path) {
        String from = System.getenv("TIMER_BENCH_CALLED_FROM");
        return from == null ? path : Path.of(from).resolve(path);
    }
}
