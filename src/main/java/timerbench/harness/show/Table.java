package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.Require;

/**
 * A table of a document. The first column, which labels the rows, is not among {@code columns}.
 *
 * @param corner what stands over the labels; may be empty
 */
record Table(String corner, Labels labels, List<Column> columns, List<Row> rows) implements Document.Block {
    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            int filled = row.cells().stream().mapToInt(Cell::columns).sum();
            Require.that(filled == columns.size(), "row %s has %d cells of %d", row.label(), filled, columns.size());
        }
    }

    /** What the labels of the rows are. */
    enum Labels {
        NAME,
        /** Dates, which stay on a line. */
        DATE,
        /** Text that may be long. */
        TEXT,
        /** Code that may be very long; a console shows its beginning. */
        CODE
    }

    /** A column. Numbers go to the right, texts to the left. */
    record Column(String name, String unit, boolean isText) {
        static Column of(String name) {
            return new Column(name, "", false);
        }

        static Column of(String name, String unit) {
            return new Column(name, unit, false);
        }

        static Column text(String name) {
            return new Column(name, "", true);
        }

        /** Returns the name with the unit. */
        String title() {
            return unit.isEmpty() ? name : name + ", " + unit;
        }
    }

    /** A row; the lines of its label stand beside the lines of its cells. */
    record Row(Cell label, List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        static Row of(String label, List<String> cells) {
            return new Row(Cell.of(label), cells.stream().map(Cell::of).toList());
        }

        static Row of(String label, String... cells) {
            return of(label, List.of(cells));
        }

        /** Returns the most lines that a cell or the label has, without empty lines at its end. */
        int height() {
            return Stream.concat(Stream.of(label), cells.stream())
                    .mapToInt(Cell::height)
                    .max()
                    .orElse(1);
        }
    }

    /** Lines of text over one or more columns, the first of which matters most; on pages, links or a plot before them. */
    record Cell(List<Document.Line> lines, int columns, List<Document.Link> links, Optional<Document.Spark> spark) {
        Cell {
            lines = List.copyOf(lines);
            links = List.copyOf(links);
        }

        Cell(List<Document.Line> lines, int columns) {
            this(lines, columns, List.of(), Optional.empty());
        }

        static Cell of(Document.Spark spark) {
            return new Cell(List.of(), 1, List.of(), Optional.of(spark));
        }

        static Cell links(List<Document.Link> links) {
            return new Cell(List.of(), 1, links, Optional.empty());
        }

        static Cell of(String... lines) {
            return new Cell(Stream.of(lines).map(Document.Line::of).toList(), 1);
        }

        static Cell of(Document.Line line) {
            return new Cell(List.of(line), 1);
        }

        /** Returns a text that stands for so many columns. */
        static Cell over(int columns, String text) {
            return new Cell(List.of(Document.Line.of(text)), columns);
        }

        /** Returns this cell with one more line. */
        Cell and(Document.Line line) {
            List<Document.Line> all = new ArrayList<>(lines);
            all.add(line);
            return new Cell(all, columns);
        }

        String line(int index) {
            return index < lines.size() ? lines.get(index).text() : "";
        }

        private int height() {
            int height = lines.size();
            while (height > 1 && line(height - 1).isEmpty()) {
                height--;
            }
            return height;
        }
    }

    static Table of(String corner, List<Column> columns, List<Row> rows) {
        return new Table(corner, Labels.NAME, columns, rows);
    }

    /** Returns a table of some of the rows. */
    Table rows(int from, int to) {
        return new Table(corner, labels, columns, rows.subList(from, to));
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns the class of the labels. */
    String css() {
        return labels.name().toLowerCase(Locale.ROOT);
    }
}
