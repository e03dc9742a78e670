package timerbench.harness.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import timerbench.harness.run.Require;

/** Rows of text in columns: the first to the left, the others to the right. A cell may span several columns. */
public final class TextTable {

    private static final String GAP = "  ";

    /** A text over one or more columns; what spans several stands in the middle, between dots. */
    public record Cell(String text, int columns) {

        public static Cell of(String text) {
            return new Cell(text, 1);
        }

        private String padded(int width) {
            if (columns == 1) {
                return " ".repeat(width - text.length()) + text;
            }
            int left = Math.max(0, width - text.length() - 2) / 2;
            int right = Math.max(0, width - text.length() - 2 - left);
            String dotted = ".".repeat(left) + " " + text + " " + ".".repeat(right);
            return dotted.length() > width ? " ".repeat(width - text.length()) + text : dotted;
        }
    }

    private record Row(String label, List<Cell> cells) {}

    private final int columns;
    private final int maxWidth;
    private final List<Row> rows = new ArrayList<>();

    /** A table with so many columns beside the first, no wider than {@code maxWidth} if the cells allow it. */
    public TextTable(int columns, int maxWidth) {
        this.columns = columns;
        this.maxWidth = maxWidth;
    }

    public void row(String label, List<Cell> cells) {
        int filled = cells.stream().mapToInt(Cell::columns).sum();
        Require.that(filled == columns, "row %s has %d cells of %d", label, filled, columns);
        rows.add(new Row(label, List.copyOf(cells)));
    }

    /** Returns the lines, without spaces at their ends. A label too long for its column gets a line of its own. */
    public List<String> lines() {
        int[] widths = widths();
        int room = maxWidth - Arrays.stream(widths).sum() - columns * GAP.length();
        int labelWidth = Math.min(longestLabel(), Math.max(room, 1));
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            boolean fits = row.label().length() <= labelWidth;
            if (!fits) {
                lines.addAll(TextWrap.lines("", row.label(), maxWidth));
            }
            lines.add(line(fits ? row.label() : "", row.cells(), labelWidth, widths));
        }
        return lines;
    }

    private int longestLabel() {
        return rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
    }

    private int[] widths() {
        int[] widths = new int[columns];
        for (boolean spanning : new boolean[] {false, true}) {
            for (Row row : rows) {
                widen(widths, row.cells(), spanning);
            }
        }
        return widths;
    }

    private static void widen(int[] widths, List<Cell> cells, boolean spanning) {
        int column = 0;
        for (Cell cell : cells) {
            int next = column + cell.columns();
            if (spanning == cell.columns() > 1) {
                int lacking = cell.text().length() - width(widths, column, next);
                widths[next - 1] += Math.max(0, lacking);
            }
            column = next;
        }
    }

    private static int width(int[] widths, int from, int to) {
        return Arrays.stream(widths, from, to).sum() + (to - from - 1) * GAP.length();
    }

    private static String line(String label, List<Cell> cells, int labelWidth, int[] widths) {
        StringBuilder line = new StringBuilder(label).append(" ".repeat(labelWidth - label.length()));
        int column = 0;
        for (Cell cell : cells) {
            int next = column + cell.columns();
            line.append(GAP).append(cell.padded(width(widths, column, next)));
            column = next;
        }
        return line.toString().stripTrailing();
    }
}
