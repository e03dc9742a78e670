package timerbench.harness.load.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The console output of a run in another process. */
public final class RunLog {
    private static final String OURS = "timer-bench: ";

    private RunLog() {}

    private static final String REASON = "reason  ";

    /** How far the load is, or the fill before it. */
    private static final Pattern PROGRESS = Pattern.compile("\\S.{0,19} \\d+ s left  .*|fill .* timers created");

    /** Returns where the run is: the last line that says so. Warnings and tables do not. */
    public static String progress(Path log) throws IOException {
        return lines(text(log)).stream()
                .filter(line -> PROGRESS.matcher(line).matches())
                .reduce((earlier, later) -> later)
                .orElse("starting …");
    }

    private static String lastLine(List<String> lines) {
        return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    }

    /** Returns the reason in the end of a run, or else the last message of the harness, or else the last line. */
    public static String complaint(Path log) throws IOException {
        return complaint(text(log));
    }

    /** Returns the same of an output that is no file. */
    public static String complaint(String text) {
        List<String> lines = lines(text);
        int reason =
                lines.stream().map(line -> line.startsWith(REASON)).toList().lastIndexOf(true);
        if (reason >= 0) {
            return Stream.concat(
                            Stream.of(lines.get(reason)),
                            lines.stream().skip(reason + 1L).takeWhile(line -> line.startsWith("    ")))
                    .map(line -> line.replaceFirst(REASON, "").strip())
                    .collect(Collectors.joining(" "));
        }
        List<String> complaints =
                lines.stream().filter(line -> line.startsWith(OURS)).toList();
        return complaints.isEmpty()
                ? lastLine(lines)
                : complaints.get(complaints.size() - 1).substring(OURS.length());
    }

    /** Returns the last lines, without blank ones. */
    public static List<String> last(Path log, int most) throws IOException {
        return last(text(log), most);
    }

    /** Returns the same of an output that is no file. */
    public static List<String> last(String text, int most) {
        List<String> lines = lines(text);
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /** Returns the text; bytes that are no UTF-8 become replacement characters rather than an error. */
    private static String text(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
