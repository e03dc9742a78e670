package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import timerbench.harness.judge.compare.Comparison;

/** A comparison as people read it on a console: plain text, at most 100 columns wide, the same in every locale. */
public final class ComparisonTable {
    static final int WIDTH = 100;

    private final Comparison comparison;
    private final List<String> lines = new ArrayList<>();

    private ComparisonTable(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Returns the text, with a line end after every line. */
    public static String format(Comparison comparison) {
        ComparisonTable table = new ComparisonTable(comparison);
        table.head();
        comparison.plan().operations().forEach(table::operation);
        table.explanation();
        return table.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void head() {
        for (Fairness.Line line : Fairness.lines(comparison)) {
            wrapped((line.name() + " ".repeat(Math.max(1, 11 - line.name().length()))), line.text());
        }
        for (String trouble : Fairness.troubles(comparison)) {
            wrapped("!!! ", trouble);
        }
    }

    private void operation(String operation) {
        lines.add("");
        lines.addAll(OperationTable.lines(comparison, operation));
    }

    private void explanation() {
        lines.add("");
        Fairness.explanation(comparison).forEach(sentence -> wrapped("", sentence));
    }

    private void wrapped(String prefix, String text) {
        lines.addAll(TextWrap.lines(prefix, text, WIDTH));
    }
}
