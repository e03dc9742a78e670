package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.run.Word;

/** A table for other programs, after RFC 4180, which a spreadsheet opens without running anything. */
public final class CsvText {
    private final StringBuilder text = new StringBuilder();

    /** Creates a table with these columns and no rows yet. */
    public CsvText(List<String> columns) {
        row(columns.toArray());
    }

    /** Adds a row of texts, numbers and words. An empty Optional is an empty cell. */
    public CsvText row(Object... cells) {
        // The RFC ends lines with CR LF.
        text.append(List.of(cells).stream().map(CsvText::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /** Returns the text of the file. */
    public String text() {
        return text.toString();
    }

    private static String cell(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CsvText::cell).orElse("");
        }
        return quoted(value instanceof Word constant ? constant.word() : value.toString());
    }

    /** A spreadsheet would run a text that begins like a formula. */
    private static String quoted(String cell) {
        String harmless = cell.matches("(?s)[=+\\-@\\t\\r\\n].*") ? "'" + cell : cell;
        return harmless.matches("(?s).*[\",\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
