package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.HdrHistogram.HistogramIterationValue;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;

/** What the page's script plots of a trial: its series over time, and its distributions as curves of percentiles. */
final class Plots {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private final Trial trial;

    Plots(Trial trial) {
        this.trial = trial;
    }

    /** A line of a plot: which series, and what it is called there. */
    private record Line(String name, String series, MetricScope subject) {}

    /** Returns the plots by section, those without a single value left out. */
    Map<String, List<ObjectNode>> bySection() {
        Map<String, List<ObjectNode>> sections = new LinkedHashMap<>();
        sections.put("load", plots(time("requests", "1/s", 1, load())));
        sections.put("responseTime", responseTimes());
        sections.put("lateness", lateness());
        sections.put("processes", processes());
        return sections;
    }

    private static List<Line> load() {
        return List.of(
                new Line("asked for", "asked", MetricScope.trial()),
                new Line("got", "got", MetricScope.trial()),
                new Line("failed", "failed", MetricScope.trial()));
    }

    private List<ObjectNode> responseTimes() {
        List<ObjectNode> plots = new ArrayList<>();
        for (String operation : operations()) {
            MetricScope subject = MetricScope.operation(operation);
            time(operation + ", response time", "ms", 1, percentiles(Metric.RESPONSE_TIME, subject))
                    .ifPresent(plots::add);
            trial.distribution(Metric.RESPONSE_TIME, subject)
                    .map(times -> curve(operation + ", percentiles", "ms", 1, Map.of(operation, times)))
                    .ifPresent(plots::add);
        }
        return plots;
    }

    private List<ObjectNode> lateness() {
        List<ObjectNode> plots = new ArrayList<>(plots(time(
                "callbacks", "1/s", 1, List.of(new Line("first callbacks", Metric.EXECUTIONS, MetricScope.trial())))));
        time("lateness", "ms", 1e-3, percentiles(Metric.LATENESS, MetricScope.trial()))
                .ifPresent(plots::add);
        time("callbacks that broke a promise", "1/s", 1, violations()).ifPresent(plots::add);
        trial.distribution(Metric.LATENESS, MetricScope.trial())
                .map(lateness -> curve("lateness, percentiles", "ms", 1e-3, Map.of("lateness", lateness)))
                .ifPresent(plots::add);
        return plots;
    }

    private static List<Line> violations() {
        return Arrays.stream(CallbackOutcome.values())
                .filter(CallbackOutcome::isViolation)
                .map(outcome -> new Line(outcome.word(), outcome.metric(), MetricScope.trial()))
                .toList();
    }

    private List<ObjectNode> processes() {
        List<ObjectNode> plots = new ArrayList<>();
        time("CPU", "processors in use", 1, ofProcesses(Metric.CPU_CORES)).ifPresent(plots::add);
        time("machine busy", "% of its processors", 100, List.of(new Line("busy", "cpuBusy", MetricScope.trial())))
                .ifPresent(plots::add);
        time("resident memory", "MB", 1, ofProcesses(Metric.MEMORY)).ifPresent(plots::add);
        time(
                        "block devices of the machine",
                        "MB/s",
                        1e-6,
                        List.of(
                                new Line("read", "devicesRead", MetricScope.trial()),
                                new Line("written", "devicesWritten", MetricScope.trial())))
                .ifPresent(plots::add);
        time(
                        "network of the machine, loopback included",
                        "MB/s",
                        1e-6,
                        List.of(
                                new Line("received", "networkReceived", MetricScope.trial()),
                                new Line("sent", "networkSent", MetricScope.trial())))
                .ifPresent(plots::add);
        return plots;
    }

    /** Returns the names of operations that have response times. */
    NavigableSet<String> operations() {
        NavigableSet<String> names = new TreeSet<>();
        trial.metrics().stream()
                .filter(metric -> metric.name().equals(Metric.RESPONSE_TIME))
                .forEach(metric -> metric.subject().operation().ifPresent(names::add));
        return names;
    }

    private static List<Line> percentiles(String metric, MetricScope subject) {
        return List.of(
                new Line("p50", metric + "P50", subject),
                new Line("p95", metric + "P95", subject),
                new Line("p99", metric + "P99", subject),
                new Line("max", metric + "Max", subject));
    }

    private static List<Line> ofProcesses(String series) {
        return List.of(
                new Line(MetricScope.GENERATOR, series, MetricScope.process(MetricScope.GENERATOR)),
                new Line(MetricScope.SERVICE, series, MetricScope.process(MetricScope.SERVICE)),
                new Line(MetricScope.DATABASE, series, MetricScope.process(MetricScope.DATABASE)));
    }

    private static List<ObjectNode> plots(Optional<ObjectNode> plot) {
        return plot.stream().toList();
    }

    private Optional<ObjectNode> time(String title, String unit, double factor, List<Line> lines) {
        if (trial.timeline().isEmpty()) {
            return Optional.empty();
        }
        Timeline timeline = trial.timeline().get();
        ObjectNode plot = plot("time", title, unit);
        plot.put("window", timeline.window().toSeconds());
        ArrayNode all = plot.putArray("lines");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int colour = i;
            timeline.series(line.series(), line.subject())
                    .filter(series -> series.values().stream().anyMatch(Optional::isPresent))
                    .ifPresent(series -> put(all.addObject().put("colour", colour), line.name(), series, factor));
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        ArrayNode marks = plot.putArray("marks");
        for (TimelineEvent mark : trial.marks()) {
            double second = Duration.between(timeline.from(), mark.at()).toMillis() / 1e3;
            marks.addObject()
                    .put("second", Math.max(0, second))
                    .put("kind", mark.kind().word())
                    .put("text", mark.text());
        }
        return Optional.of(plot);
    }

    private static void put(ObjectNode node, String name, Timeline.Series series, double factor) {
        node.put("name", name);
        ArrayNode values = node.putArray("values");
        series.values()
                .forEach(value -> value.ifPresentOrElse(
                        known -> values.add(factor == 1 ? known : (double) (float) (known * factor)), values::addNull));
    }

    /** Returns distributions up to the largest percentile that each supports, which is their last point. */
    static ObjectNode curve(String title, String unit, double factor, Map<String, Distribution> distributions) {
        ObjectNode plot = plot("curve", title, unit);
        ArrayNode lines = plot.putArray("lines");
        distributions.forEach((name, distribution) -> {
            ObjectNode line = lines.addObject();
            line.put("name", name);
            ArrayNode points = line.putArray("points");
            Optional<Percentile> most =
                    distribution.percentiles().keySet().stream().max(Comparator.comparingDouble(Percentile::percent));
            for (HistogramIterationValue at : distribution.decode().percentiles(TICKS_PER_HALF_DISTANCE)) {
                double percent = at.getPercentileLevelIteratedTo();
                if (most.filter(last -> percent < last.percent()).isPresent()) {
                    put(points, percent, factor * Math.min(at.getValueIteratedTo(), distribution.max()));
                }
            }
            most.ifPresent(last -> put(
                    points, last.percent(), factor * distribution.percentiles().get(last)));
        });
        return plot;
    }

    private static void put(ArrayNode points, double percent, double value) {
        points.addArray().add(Math.rint(percent * 1e6) / 1e6).add((double) (float) value);
    }

    private static ObjectNode plot(String kind, String title, String unit) {
        ObjectNode plot = MAPPER.createObjectNode();
        plot.put("kind", kind);
        plot.put("title", title);
        plot.put("unit", unit);
        return plot;
    }
}
