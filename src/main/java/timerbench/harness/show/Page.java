package timerbench.harness.show;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders a document as a page that contains all it needs, and so opens from disk. */
final class Page {
    private static final String TEMPLATE = "pages/page.html";
    private static final String LIVE = "pages/live.html";
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private static final PebbleEngine PEBBLE = new PebbleEngine.Builder()
            .loader(new ClasspathLoader())
            .defaultLocale(Locale.ROOT)
            .strictVariables(true)
            .build();

    private final StringBuilder html = new StringBuilder();
    /** The title of the section that is being added. */
    private String section = "figures";

    private boolean hasPlots;

    private Page() {}

    /** Returns the text of the file. */
    static String render(Document document) throws IOException {
        Page page = new Page();
        page.html.append("<header>\n");
        page.element("h1", document.headline());
        page.html.append("\n</header>\n<main>\n");
        page.blocks(document.blocks(), 2, "");
        page.line("</main>");
        String echarts = page.hasPlots ? echarts() : "";
        return filled(TEMPLATE, Map.of("title", document.title(), "body", page.html, "echarts", echarts));
    }

    /** Returns the text of the page that draws a run while it runs. */
    static String live() {
        try {
            return filled(LIVE, Map.of("title", "timer-bench", "echarts", echarts()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String template, Map<String, Object> model) throws IOException {
        StringWriter text = new StringWriter();
        PEBBLE.getTemplate(template).evaluate(text, model, Locale.ROOT);
        return text.toString();
    }

    private static String echarts() throws IOException {
        try (InputStream in = Optional.ofNullable(Page.class.getResourceAsStream(ECHARTS))
                .orElseThrow(() -> new IOException(ECHARTS + " is not on the class path"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Adds blocks; their titles are headings of that level, and their anchors begin with the path. */
    private void blocks(List<Document.Block> blocks, int level, String path) {
        for (Document.Block block : blocks) {
            if (!block.isEmpty()) {
                block(block, level, path);
            }
        }
    }

    private void block(Document.Block block, int level, String path) {
        if (block instanceof Document.Section section) {
            section(section, level, path);
        } else if (block instanceof Document.Facts facts) {
            facts(facts.all());
        } else if (block instanceof Document.Sentences sentences) {
            sentences.all().forEach(sentence -> line("<p class=\"%s\">%s</p>", sentences.css(), escaped(sentence)));
        } else if (block instanceof Document.Items items) {
            items(items.all());
        } else if (block instanceof Document.Links links) {
            line("<p>%s</p>", links.all().stream().map(Page::link).collect(Collectors.joining(" · ")));
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Document.Plots plots) {
            if (!plots.caption().isEmpty()) {
                line("<p class=\"small\">%s</p>", escaped(plots.caption()));
            }
            hasPlots = true;
            line(
                    "<div class=\"charts %s\"><script type=\"application/json\">%s</script></div>",
                    plots.css(), plots.json());
        } else if (block instanceof Document.Command command) {
            line("<pre>%s</pre>", escaped(command.text()));
        }
    }

    private void section(Document.Section section, int level, String path) {
        String anchor = path + section.anchor();
        String title = escaped(section.title());
        String outer = this.section;
        this.section = section.title();
        if (section.folded()) {
            line("<details id=\"%s\"><summary>%s</summary>", anchor, title);
            blocks(section.blocks(), level, anchor + "-");
            line("</details>");
        } else {
            line("<h%d id=\"%s\">%s</h%d>", level, anchor, title, level);
            blocks(section.blocks(), level + 1, anchor + "-");
        }
        this.section = outer;
    }

    private void facts(List<Document.Fact> facts) {
        line("<dl>");
        facts.forEach(
                fact -> line("<dt>%s</dt><dd%s>%s</dd>", escaped(fact.name()), title(fact), escaped(fact.text())));
        line("</dl>");
    }

    private static String title(Document.Fact fact) {
        return fact.tooltip().isEmpty() ? "" : " title=\"" + escaped(fact.tooltip()) + "\"";
    }

    private static String link(Document.Link link) {
        return "<a href=\"" + escaped(link.address()) + "\">" + escaped(link.text()) + "</a>";
    }

    private void items(List<Document.Line> items) {
        line("<ul>");
        for (Document.Line item : items) {
            element("li", item);
            html.append('\n');
        }
        line("</ul>");
    }

    /** Adds a table under the name of its section. Where it is too wide, it can be scrolled with the keyboard. */
    private void table(Table table) {
        String name = escaped(section);
        line("<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"%s\">", name);
        line("<table aria-label=\"%s\">", name);
        html.append("<thead><tr>");
        head(table.corner(), "", false);
        table.columns().forEach(column -> head(column.name(), column.unit(), column.isText()));
        line("</tr></thead>");
        line("<tbody>");
        for (Table.Row row : table.rows()) {
            html.append("<tr><th scope=\"row\" class=\"").append(table.css()).append("\">");
            lines(row.label(), Table.Cell.of());
            html.append("</th>");
            int column = 0;
            for (Table.Cell cell : row.cells()) {
                cell(cell, row.label(), table.columns().get(column));
                column += cell.columns();
            }
            line("</tr>");
        }
        line("</tbody>");
        line("</table>");
        line("</div>");
    }

    /** Adds a head; a column without a name has an empty cell, which is no head of anything. */
    private void head(String name, String unit, boolean isText) {
        if (name.isEmpty()) {
            html.append("<td></td>");
            return;
        }
        html.append("<th scope=\"col\"")
                .append(isText ? " class=\"text\">" : ">")
                .append(escaped(name));
        html.append(unit.isEmpty() ? "" : "<span>" + escaped(unit) + "</span>").append("</th>");
    }

    private void cell(Table.Cell cell, Table.Cell label, Table.Column column) {
        html.append(
                cell.columns() > 1
                        ? "<td colspan=\"" + cell.columns() + "\""
                        : "<td data-column=\"" + escaped(column.title()) + "\"");
        html.append(column.isText() ? " class=\"text\">" : ">");
        lines(cell, label);
        html.append("</td>");
    }

    /**
     * Adds the plot, the links and the lines of a cell: the first line as it is, the others below it, each with the line
     * of the label beside it.
     */
    private void lines(Table.Cell cell, Table.Cell label) {
        cell.spark()
                .ifPresent(spark -> html.append("<div>")
                        .append(SparkLine.svg(spark, escaped(spark.label())))
                        .append("</div>"));
        if (!cell.links().isEmpty()) {
            html.append(cell.links().stream()
                    .map(link -> "<a href=\"" + escaped(link.address()) + "\">" + escaped(link.text()) + "</a>")
                    .collect(Collectors.joining(" · ", "<div>", "</div>")));
        }
        for (int i = 0; i < cell.lines().size(); i++) {
            Document.Line line = cell.lines().get(i);
            if (i > 0) {
                String beside = label.line(i);
                element("span", beside.isEmpty() ? "" : " data-line=\"" + escaped(beside) + "\"", line);
            } else if (line.isPlain()) {
                html.append(escaped(line.text()));
            } else {
                element("b", "", line);
            }
        }
    }

    private void element(String name, Document.Line line) {
        element(name, "", line);
    }

    private void element(String name, String attributes, Document.Line line) {
        html.append('<').append(name).append(attributes);
        html.append(line.isPlain() ? ">" : " class=\"" + line.css() + "\">");
        html.append(escaped(line.text())).append("</").append(name).append('>');
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    private void line(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
