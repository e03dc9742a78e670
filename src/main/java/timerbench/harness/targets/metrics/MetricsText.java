package timerbench.harness.targets.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads chosen metrics from Prometheus' text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format). Metrics of older revisions of the
 * reference service are read under their names of today.
 */
public final class MetricsText {
    /** Requests answered, by {@link #OPERATION} and {@link #STATUS}. */
    public static final String REQUESTS = "http_server_request_duration_seconds_count";
    /** The label of requests that names the operation on timers. */
    public static final String OPERATION = "operation";
    /** The label of requests with the status of the response. */
    public static final String STATUS = "http_response_status_code";
    /** Callbacks sent, by outcome. */
    public static final String CALLBACKS = "timerbench_service_callback_duration_seconds_count";
    /** The start time of the process, under the name that Prometheus itself uses and many services share. */
    public static final String STARTED = "process_start_time_seconds";

    private static final String QUOTED = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";
    private static final Pattern NAME = Pattern.compile("[ \\t]*+([a-zA-Z_:][a-zA-Z0-9_:]*+)");
    // The value may be followed by a timestamp and, in OpenMetrics, by an exemplar.
    private static final Pattern REST = Pattern.compile("[ \\t]*+(?:\\{((?:[^\"{}]++|" + QUOTED
            + ")*+)\\})?[ \\t]*+([^ \\t{}#]++)(?:[ \\t]++-?[0-9.]++)?+[ \\t]*+(?:#.*)?+");
    private static final Pattern LABEL =
            Pattern.compile("\\G[ \\t]*+([a-zA-Z_][a-zA-Z0-9_]*+)[ \\t]*+=[ \\t]*+" + QUOTED + "[ \\t]*+(?:,|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([n\"\\\\])");

    private final Set<String> metrics;

    /**
     * A time series of Prometheus.
     *
     * @param labels distinguish it from the metric's other series; in the order of the text
     */
    public record Series(String metric, Map<String, String> labels) {
        public Series {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        public boolean isOf(String name) {
            return metric.equals(name);
        }

        /** Returns the label's value; an empty text if it has none, as in Prometheus. */
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /** Creates a reader of these metrics. It ignores every other line, whatever it holds. */
    public MetricsText(Set<String> metrics) {
        this.metrics = metrics;
    }

    /** Returns a reader of the metrics by which a timer service counts what it does. */
    public static MetricsText ofTimerService() {
        return new MetricsText(Set.of(REQUESTS, CALLBACKS, STARTED));
    }

    /**
     * Returns the values of the metrics' series, in the order of the text.
     *
     * @throws IllegalArgumentException if a line of these metrics cannot be read, or a series occurs twice; the
     *     message names the line
     */
    public Map<Series, Double> read(String text) {
        Map<Series, Double> values = new LinkedHashMap<>();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher name = NAME.matcher(lines[i]);
            if (name.lookingAt() && metrics.contains(FormerNames.metric(name.group(1)))) {
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
        Map<String, String> labels = rest.group(1) == null ? Map.of() : labels(rest.group(1));
        Series series = new Series(FormerNames.metric(metric), FormerNames.labels(metric, labels));
        if (values.putIfAbsent(series, number(rest.group(3))) != null) {
            throw new IllegalArgumentException("the series occurs twice");
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            if (labels.putIfAbsent(label.group(1), unescaped(label.group(2))) != null) {
                throw new IllegalArgumentException("the label " + label.group(1) + " occurs twice");
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
