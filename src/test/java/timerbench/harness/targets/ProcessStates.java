package timerbench.harness.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Asks the system what a process does. */
final class ProcessStates {
    private ProcessStates() {}

    /** Returns the first letter of the state that {@code ps} shows: T for a stopped process. */
    static String of(ProcessHandle process) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
            return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .substring(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
