package timerbench.harness.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lays out a table for a console. Columns that do not fit continue below, with the labels repeated. */
final class TextTable {
    private static final String GAP = "  ";
    private static final int WIDTH_OF_HEAD = 14;
    private static final int SHORTEST_LABEL = 6;
    private static final int LONGEST_REPEATED_LABEL = 12;
    private static final int LENGTH_OF_CODE = 60;

    private final Table table;
    private final int maxWidth;
    private final List<List<String>> heads = new ArrayList<>();
    private final int[] widths;
    private final List<String> lines = new ArrayList<>();

    private TextTable(Table table, int maxWidth) {
        this.table = table;
        this.maxWidth = maxWidth;
        this.widths = new int[table.columns().size()];
    }

    /** Returns the lines, without spaces at their ends. A label too long for its column gets lines of its own. */
    static List<String> lines(Table table, int maxWidth) {
        TextTable text = new TextTable(table, maxWidth);
        text.measure();
        int room = maxWidth - text.width(0, text.widths.length);
        int most = Math.max(table.corner().length(), room < SHORTEST_LABEL ? LONGEST_REPEATED_LABEL : room);
        int labels = Math.min(text.longestLabel(), most);
        for (int from = 0, to; from < text.widths.length; from = to) {
            to = text.fitting(from, labels);
            text.block(from, to, labels);
        }
        return text.lines;
    }

    private void measure() {
        for (int i = 0; i < widths.length; i++) {
            Table.Column column = table.columns().get(i);
            int cells = widest(i);
            List<String> head = new ArrayList<>(TextWrap.lines("", column.name(), Math.max(cells, WIDTH_OF_HEAD)));
            if (table.columns().stream().anyMatch(each -> !each.unit().isEmpty())) {
                head.add(column.unit());
            }
            heads.add(head);
            widths[i] =
                    Math.max(cells, head.stream().mapToInt(String::length).max().orElse(0));
        }
    }

    /** Returns the width of the widest cell of one column. */
    private int widest(int index) {
        return table.rows().stream()
                .mapToInt(row -> {
                    int column = 0;
                    for (Table.Cell cell : row.cells()) {
                        if (column == index && cell.columns() == 1) {
                            return cell.lines().stream()
                                    .mapToInt(line -> shown(line.text()).length())
                                    .max()
                                    .orElse(0);
                        }
                        column += cell.columns();
                    }
                    return 0;
                })
                .max()
                .orElse(0);
    }

    private int longestLabel() {
        return table.rows().stream()
                .flatMap(row -> IntStream.range(0, row.height()).mapToObj(line -> label(row, line)))
                .mapToInt(String::length)
                .reduce(table.corner().length(), Math::max);
    }

    private int width(int from, int to) {
        return Arrays.stream(widths, from, to).sum() + (to - from) * GAP.length();
    }

    private int fitting(int from, int labels) {
        int to = from + 1;
        while (to < widths.length && labels + width(from, to + 1) <= maxWidth) {
            to++;
        }
        return to;
    }

    private void block(int from, int to, int labels) {
        if (from > 0) {
            lines.add("");
        }
        int height = heads.subList(from, to).stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder(padded(line == height - 1 ? table.corner() : "", labels, true));
            for (int column = from; column < to; column++) {
                List<String> head = heads.get(column);
                // Names of one line stand right above their unit.
                int own = line - (height - head.size());
                text.append(GAP).append(padded(own < 0 ? "" : head.get(own), column));
            }
            add(text.toString());
        }
        table.rows().forEach(row -> row(row, from, to, labels));
    }

    private void row(Table.Row row, int from, int to, int labels) {
        for (int line = 0; line < row.height(); line++) {
            String cells = cells(row, line, from, to);
            if (line > 0 && cells.isBlank()) {
                continue;
            }
            String label = label(row, line);
            if (label.length() > labels) {
                lines.addAll(TextWrap.lines("", label, maxWidth));
                label = "";
            }
            add(padded(label, labels, true) + cells);
        }
    }

    private String cells(Table.Row row, int line, int from, int to) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (Table.Cell cell : row.cells()) {
            int next = column + cell.columns();
            int first = Math.max(column, from);
            int end = Math.min(next, to);
            if (first < end) {
                text.append(GAP).append(spread(cell, line, first, end));
            }
            column = next;
        }
        return text.toString();
    }

    private String spread(Table.Cell cell, int line, int from, int to) {
        String text = shown(cell.line(line));
        if (cell.columns() == 1) {
            return padded(text, from);
        }
        int width = width(from, to) - GAP.length();
        int left = Math.max(0, width - text.length() - 2) / 2;
        int right = Math.max(0, width - text.length() - 2 - left);
        String dotted = ".".repeat(left) + " " + text + " " + ".".repeat(right);
        return dotted.length() > width ? padded(text, Math.max(width, text.length()), false) : dotted;
    }

    private void add(String line) {
        String text = line.stripTrailing();
        if (!text.isEmpty()) {
            lines.add(text);
        }
    }

    private String label(Table.Row row, int line) {
        String label = (line == 0 ? "" : "  ") + shown(row.label().line(line));
        return table.labels() == Table.Labels.CODE && label.length() > LENGTH_OF_CODE
                ? label.substring(0, LENGTH_OF_CODE - 2) + " …"
                : label;
    }

    private static String shown(String text) {
        return TextWrap.line(text);
    }

    private String padded(String text, int column) {
        return padded(text, widths[column], table.columns().get(column).isText());
    }

    private static String padded(String text, int width, boolean left) {
        String spaces = " ".repeat(width - text.length());
        return left ? text + spaces : spaces + text;
    }
}
