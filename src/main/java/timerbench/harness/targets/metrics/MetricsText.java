package timerbench.harness.targets.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads chosen metrics from Prometheus' text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
 */
public final class MetricsText {
    private static final String QUOTED = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";
    private static final Pattern NAME = Pattern.compile("[ \\t]*+([a-zA-Z_:][a-zA-Z0-9_:]*+)");
    // Behind the value may come a timestamp and, in OpenMetrics, an exemplar.
    private static final Pattern REST = Pattern.compile("[ \\t]*+(?:\\{((?:[^\"{}]++|" + QUOTED
            + ")*+)\\})?[ \\t]*+([^ \\t{}#]++)(?:[ \\t]++-?[0-9.]++)?+[ \\t]*+(?:#.*)?+");
    private static final Pattern LABEL =
            Pattern.compile("\\G[ \\t]*+([a-zA-Z_][a-zA-Z0-9_]*+)[ \\t]*+=[ \\t]*+" + QUOTED + "[ \\t]*+(?:,|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([n\"\\\\])");

    private final Set<String> metrics;

    /** Reads these metrics; every other line is passed over, whatever it holds. */
    public MetricsText(Set<String> metrics) {
        this.metrics = metrics;
    }

    /**
     * Returns the values of the metrics' series, in the order of the text.
     *
     * @throws IllegalArgumentException if a line of theirs cannot be read, or a series comes twice; it names the line
     */
    public Map<Series, Double> read(String text) {
        Map<Series, Double> values = new LinkedHashMap<>();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher name = NAME.matcher(lines[i]);
            if (name.lookingAt() && metrics.contains(name.group(1))) {
                try {
                    read(name.group(1), lines[i].substring(name.end()), values);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "line " + (i + 1) + ", " + lines[i].strip() + ": " + e.getMessage(), e);
                }
            }
        }
        return values;
    }

    private static void read(String metric, String text, Map<Series, Double> values) {
        Matcher rest = REST.matcher(text);
        if (!rest.matches()) {
            throw new IllegalArgumentException("not {labels} and a value");
        }
        Series series = new Series(metric, rest.group(1) == null ? Map.of() : labels(rest.group(1)));
        if (values.putIfAbsent(series, number(rest.group(3))) != null) {
            throw new IllegalArgumentException("the series comes twice");
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            if (labels.putIfAbsent(label.group(1), unescaped(label.group(2))) != null) {
                throw new IllegalArgumentException("the label " + label.group(1) + " comes twice");
            }
            end = label.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("not a label: " + text.substring(end));
        }
        return labels;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
