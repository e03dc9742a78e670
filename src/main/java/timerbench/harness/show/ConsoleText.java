package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a document for a console: plain text, 80 columns wide if its words allow it, the same in every locale. */
final class ConsoleText {
    static final int WIDTH = 80;

    private static final int LONGEST_NAME = 30;
    private static final int MOST_LINES = 15;
    private static final int ROWS_OF_CODE = 3;
    private static final String GAP = "  ";

    private final List<String> lines = new ArrayList<>();

    private ConsoleText() {}

    /** Returns the text, with a line end after every line. */
    static String render(Document document) {
        return render(document, Colours.NONE);
    }

    /** Returns the text with its headline in colour, with a line end after every line. */
    static String render(Document document, Colours colours) {
        ConsoleText text = new ConsoleText();
        Document.Line headline = document.headline();
        TextWrap.lines("", headline.text(), WIDTH).forEach(line -> text.lines.add(colours.in(headline.tone(), line)));
        text.blocks(document.blocks());
        return text.joined();
    }

    /** Returns the text of all but the headline, for a command that says the result last. */
    static String renderBody(Document document) {
        ConsoleText text = new ConsoleText();
        text.blocks(document.blocks());
        if (!text.lines.isEmpty() && text.lines.get(0).isEmpty()) {
            text.lines.remove(0);
        }
        return text.joined();
    }

    private String joined() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void blocks(List<Document.Block> blocks) {
        for (Document.Block block : blocks) {
            if (!block.isEmpty()) {
                block(block);
            }
        }
    }

    private void block(Document.Block block) {
        if (block instanceof Document.Section section) {
            section(section);
        } else if (block instanceof Document.Facts facts) {
            lines.add("");
            facts(facts.all());
        } else if (block instanceof Document.Sentences sentences) {
            sentences(sentences);
        } else if (block instanceof Document.Items items) {
            items.all().forEach(item -> wrapped("  - ", item.text()));
        } else if (block instanceof Table table) {
            lines.add("");
            table(table);
        } else if (block instanceof Document.Command command) {
            lines.add(TextWrap.line(command.text()));
        }
    }

    private void section(Document.Section section) {
        if (section.place() != Document.Section.Place.EVERYWHERE) {
            return;
        }
        int before = lines.size();
        blocks(section.blocks());
        if (lines.size() == before) {
            return;
        }
        if (lines.get(before).isEmpty()) {
            lines.set(before, section.title());
        } else {
            lines.add(before, section.title());
        }
        lines.add(before, "");
    }

    /** A line for each fact. Many facts, which are only looked up, share a paragraph. */
    private void facts(List<Document.Fact> facts) {
        if (facts.size() > MOST_LINES) {
            wrapped(
                    "",
                    facts.stream().map(fact -> fact.name() + " " + fact.text()).collect(Collectors.joining(" · ")));
            return;
        }
        int longest =
                facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        for (Document.Fact fact : facts) {
            if (longest <= LONGEST_NAME) {
                wrapped(fact.name() + " ".repeat(longest - fact.name().length()) + GAP, fact.text());
            } else {
                wrapped("", fact.name() + ": " + fact.text());
            }
        }
    }

    private void sentences(Document.Sentences sentences) {
        boolean isTrouble = sentences.style() == Document.Sentences.Style.TROUBLE;
        if (!isTrouble) {
            lines.add("");
        }
        sentences.all().forEach(sentence -> wrapped(isTrouble ? "!!! " : "", sentence));
    }

    private void table(Table table) {
        int shown = table.labels() == Table.Labels.CODE
                ? Math.min(ROWS_OF_CODE, table.rows().size())
                : table.rows().size();
        lines.addAll(TextTable.lines(table.rows(0, shown), WIDTH));
        if (shown < table.rows().size()) {
            lines.add("and " + (table.rows().size() - shown) + " more");
        }
    }

    private void wrapped(String prefix, String text) {
        lines.addAll(TextWrap.lines(prefix, text, WIDTH));
    }
}
