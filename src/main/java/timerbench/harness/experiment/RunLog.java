package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The console output of a run in another process. */
final class RunLog {
    private static final String OURS = "timer-bench: ";

    private RunLog() {}

    /** Returns the last line, or dots if there is none yet. */
    static String lastLine(Path log) throws IOException {
        List<String> lines = lines(log);
        return lines.isEmpty() ? "…" : lines.get(lines.size() - 1);
    }

    /** Returns the last message of the harness, or else the last line. */
    static String complaint(Path log) throws IOException {
        List<String> complaints =
                lines(log).stream().filter(line -> line.startsWith(OURS)).toList();
        return complaints.isEmpty()
                ? lastLine(log)
                : complaints.get(complaints.size() - 1).substring(OURS.length());
    }

    /** Returns the lines; bytes that are no UTF-8 become replacement characters rather than an error. */
    private static List<String> lines(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
