package timerbench.harness.show;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables for other programs, after RFC 4180, that a spreadsheet opens without running anything. */
public final class CsvText {
    private CsvText() {}

    /** Returns a row. It ends with CR LF, as the RFC has it. */
    public static String row(Stream<String> cells) {
        return cells.map(CsvText::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    /** A spreadsheet would run a text that begins like a formula. */
    private static String quoted(String cell) {
        String harmless = cell.matches("(?s)[=+\\-@\\t\\r\\n].*") ? "'" + cell : cell;
        return harmless.matches("(?s).*[\",\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
