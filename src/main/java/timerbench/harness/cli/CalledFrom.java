package timerbench.harness.cli;

import java.nio.file.Path;

/** Where the command was given: paths are meant from there, though the process runs at the project's root. */
final class CalledFrom {
    private CalledFrom() {}

    static Path resolve(Path path) {
        String from = System.getenv("TIMER_BENCH_CALLED_FROM");
        return from == null ? path : Path.of(from).resolve(path);
    }
}
