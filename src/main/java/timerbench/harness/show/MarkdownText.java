package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Renders a document as Markdown of GitHub's flavour, for a comment of a pull request or a job's summary. Content
 * that is too long for those is replaced by a reference to {@code verdict.json}.
 */
public final class MarkdownText {
    private static final int ROWS = 8;
    private static final int ITEMS = 4;
    /** GitHub takes no comment of more than 65,536 characters. */
    private static final int MOST = 60_000;
    /** Longer texts are cut off; other files have them whole. */
    private static final int LONGEST_TEXT = 600;

    /** The characters of Markdown, and of GitHub's formulas and strike-through. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|~$#]");
    /** The beginning of a list or a rule. */
    private static final Pattern FIRST = Pattern.compile("^(\\d*)([-+.)])(?=[\\s-]|$)");
    /** GitHub notifies everybody who is mentioned by name. */
    private static final Pattern NAME = Pattern.compile("(?<![\\p{Alnum}_])@(?=\\p{Alnum})");

    private static final Pattern TICKS = Pattern.compile("`+");

    private int length;

    private MarkdownText() {}

    /** Returns the text of the file. */
    static String render(Document document) {
        MarkdownText text = new MarkdownText();
        String headline = text.counted("## " + of(document.headline().text()));
        return headline + "\n" + text.blocks(document.blocks(), 3);
    }

    private String blocks(List<Document.Block> blocks, int level) {
        return blocks.stream()
                .filter(block -> !block.isEmpty())
                .map(block -> block(block, level))
                .filter(text -> !text.isEmpty())
                .map(text -> "\n" + text + "\n")
                .collect(Collectors.joining());
    }

    private String block(Document.Block block, int level) {
        if (block instanceof Document.Section section) {
            return section(section, level);
        } else if (block instanceof Document.Facts facts) {
            return counted(facts.all().stream()
                    .map(fact -> "**" + of(fact.name()) + "**: " + of(fact.text()))
                    .collect(Collectors.joining("\\\n")));
        } else if (block instanceof Document.Sentences sentences) {
            return counted(sentences.all().stream().map(MarkdownText::paragraph).collect(Collectors.joining("\n\n")));
        } else if (block instanceof Document.Items items) {
            return shortened(
                    items.all().size(), ITEMS, (from, to) -> list(items.all().subList(from, to)));
        } else if (block instanceof Table table) {
            return shortened(table.rows().size(), ROWS, (from, to) -> table(table.rows(from, to)));
        } else if (block instanceof Document.Command command
                && length + command.text().length() < MOST) {
            return counted(code(command.text()));
        }
        return "";
    }

    private String section(Document.Section section, int level) {
        if (section.place() == Document.Section.Place.PAGE) {
            return "";
        } else if (section.folded() || isReference(section)) {
            return folded(
                    section.title(),
                    new MarkdownText().blocks(section.blocks(), level).strip());
        }
        String content = blocks(section.blocks(), level + 1);
        String title = "#".repeat(level) + " " + of(section.title()) + "\n";
        return content.isEmpty() ? "" : counted(title) + content.stripTrailing();
    }

    /** A comment is short: what is only looked up is behind a click. */
    private static boolean isReference(Document.Section section) {
        return section.blocks().stream()
                .allMatch(block -> block instanceof Document.Facts || block instanceof Document.Sentences);
    }

    /** Returns the first of a number of things, and the others behind a click. */
    private String shortened(int number, int open, BiFunction<Integer, Integer, String> format) {
        String first = counted(format.apply(0, Math.min(open, number)));
        return number <= open ? first : first + "\n\n" + folded(number - open + " more", format.apply(open, number));
    }

    private String folded(String title, String content) {
        return length + content.length() > MOST
                ? counted(title + ": too long to be shown here, see verdict.json")
                : counted("<details><summary>" + title + "</summary>\n\n" + content + "\n\n</details>");
    }

    private String counted(String text) {
        length += text.length();
        return text;
    }

    /** Returns a paragraph, which may be longer than a text that stands for itself: no sentence of it is. */
    private static String paragraph(String text) {
        return Stream.of(text.split("(?<=\\.) ", -1)).map(MarkdownText::of).collect(Collectors.joining(" "));
    }

    private static String list(List<Document.Line> items) {
        return items.stream().map(item -> "- " + of(item.text())).collect(Collectors.joining("\n"));
    }

    private static String table(Table table) {
        return lines(table, texts(table), new int[table.columns().size() + 1]);
    }

    /** Returns a table whose columns line up, so that it also reads well on a console; its first row is the head. */
    public static String alignedTable(List<List<String>> rows) {
        List<Table.Column> columns =
                rows.get(0).stream().skip(1).map(Table.Column::of).toList();
        Table table = Table.of(
                rows.get(0).get(0),
                columns,
                rows.stream()
                        .skip(1)
                        .map(row -> Table.Row.of(row.get(0), row.subList(1, row.size())))
                        .toList());
        List<List<String>> texts = texts(table);
        return lines(
                table,
                texts,
                IntStream.rangeClosed(0, columns.size())
                        .map(column -> texts.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0))
                        .toArray());
    }

    private static List<List<String>> texts(Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(
                        Stream.of(table.corner()), table.columns().stream().map(Table.Column::title))
                .map(MarkdownText::of)
                .toList());
        table.rows().forEach(row -> rows.add(cells(row)));
        return rows;
    }

    private static String lines(Table table, List<List<String>> rows, int[] widths) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(IntStream.range(0, widths.length)
                    .mapToObj(column -> padded(row.get(column), widths[column], isLeft(table, column)))));
        }
        lines.add(
                1,
                line(IntStream.range(0, widths.length)
                        .mapToObj(column -> rule(widths[column], isLeft(table, column)))));
        return String.join("\n", lines);
    }

    private static List<String> cells(Table.Row row) {
        List<String> cells = new ArrayList<>(List.of(cell(row.label())));
        for (Table.Cell cell : row.cells()) {
            cells.add(cell(cell));
            IntStream.range(1, cell.columns()).forEach(empty -> cells.add(""));
        }
        return cells;
    }

    private static String cell(Table.Cell cell) {
        return of(cell.lines().stream().map(Document.Line::text).collect(Collectors.joining(" ")));
    }

    private static boolean isLeft(Table table, int column) {
        return column == 0 || table.columns().get(column - 1).isText();
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String padded(String text, int width, boolean left) {
        String spaces = " ".repeat(Math.max(0, width - text.length()));
        return left ? text + spaces : spaces + text;
    }

    private static String rule(int width, boolean left) {
        String dashes = "-".repeat(Math.max(2, width - 1));
        return left ? ":" + dashes : dashes + ":";
    }

    /** Returns a text from outside so that Markdown shows it as it is, on a line, and does nothing else. */
    static String of(String text) {
        String escaped = SPECIAL.matcher(cut(TextWrap.line(text)))
                .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
        String entities = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String first = FIRST.matcher(entities).replaceFirst("$1\\\\$2");
        // An invisible word joiner keeps the name from being a mention.
        return NAME.matcher(first).replaceAll("@\u2060");
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT)) + " …";
    }

    /** Returns a block of code of one line, which nothing in the text ends. */
    static String code(String text) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(found -> found.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "sh\n" + TextWrap.line(text) + "\n" + fence;
    }
}
