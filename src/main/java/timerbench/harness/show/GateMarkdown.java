package timerbench.harness.show;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;

/**
 * A gate's verdict as Markdown of GitHub's flavour, for a comment of a pull request or a job's summary. What is too long for
 * those is left to {@code verdict.json}.
 */
final class GateMarkdown {
    private static final int ROWS = 8;
    private static final int REASONS = 4;
    /** GitHub takes no comment of more than 65,536 characters. */
    private static final int MOST = 60_000;

    private final GateReport report;
    private final List<Column> columns;
    private final StringBuilder text = new StringBuilder();

    private GateMarkdown(GateReport report) {
        this.report = report;
        this.columns = Column.of(report);
    }

    /** Returns the text of the file. */
    static String text(GateReport report) {
        GateMarkdown markdown = new GateMarkdown(report);
        markdown.line("## " + MarkdownText.of(Headline.text(report)));
        markdown.openAndClosed(report.findings(), ROWS, "metrics", markdown::table);
        markdown.openAndClosed(Headline.furtherReasons(report), REASONS, "reasons", GateMarkdown::list);
        markdown.line("");
        markdown.line(names(Facts.of(report), "", "\\\n"));
        markdown.details("Conditions", names(Facts.conditions(report), "- ", "\n"));
        markdown.details("Limits", names(Facts.limits(report), "- ", "\n"));
        markdown.details("How to read this", list(Facts.explanation(report)));
        markdown.command();
        return markdown.text.toString();
    }

    /** Adds so many of them, and behind a click the others. */
    private <T> void openAndClosed(List<T> all, int open, String name, Function<List<T>, String> format) {
        if (all.isEmpty()) {
            return;
        }
        int shown = Math.min(open, all.size());
        line("");
        line(format.apply(all.subList(0, shown)));
        if (shown < all.size()) {
            details(all.size() - shown + " more " + name, format.apply(all.subList(shown, all.size())));
        }
    }

    private String table(List<Finding> findings) {
        String head = "| metric | " + columns.stream().map(Column::head).collect(Collectors.joining(" | ")) + " |\n";
        String rule = "| :-- |" + " --: |".repeat(columns.size()) + "\n";
        return head + rule + findings.stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(Finding finding) {
        return "| " + MarkdownText.of(finding.title())
                + columns.stream()
                        .map(column -> " | " + MarkdownText.of(column.text().apply(finding)))
                        .collect(Collectors.joining())
                + " |";
    }

    private static String names(List<Facts.Line> lines, String before, String between) {
        return lines.stream()
                .map(line -> before + "**" + MarkdownText.of(line.name()) + "**: " + MarkdownText.of(line.text()))
                .collect(Collectors.joining(between));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> "- " + MarkdownText.of(text)).collect(Collectors.joining("\n"));
    }

    private void command() {
        String command = report.conditions().get(Facts.COMMAND);
        if (command != null && text.length() + command.length() < MOST) {
            line("");
            line("Run it again:");
            line("");
            line(MarkdownText.code(command));
        }
    }

    private void details(String summary, String content) {
        if (text.length() + content.length() > MOST) {
            line("");
            line(summary + ": too long to be shown here, see verdict.json");
        } else if (!content.isEmpty()) {
            line("");
            line("<details><summary>" + summary + "</summary>");
            line("");
            line(content);
            line("");
            line("</details>");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
