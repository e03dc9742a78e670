package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** The plots of a trial: its series over time, and its distributions as curves of percentiles. */
final class TrialPlots {
    static final String LOAD = "load";
    static final String RESPONSE_TIME = "responseTime";
    static final String LATENESS = "lateness";
    static final String PROCESSES = "processes";

    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private final Trial trial;

    TrialPlots(Trial trial) {
        this.trial = trial;
    }

    /** A line of a plot: a series, and its name in the plot. */
    private record Line(String name, String series, MetricScope subject) {}

    /** Returns the plots by section, without those that have no value. */
    Map<String, List<ObjectNode>> bySection() {
        Map<String, List<ObjectNode>> sections = new LinkedHashMap<>();
        sections.put(
                LOAD,
                plots(time("requests", "1/s", 1, ofTrial("asked for", "asked", "got", "got", "failed", "failed"))));
        sections.put(RESPONSE_TIME, responseTimes());
        sections.put(LATENESS, lateness());
        sections.put(PROCESSES, processes());
        return sections;
    }

    /** Returns lines of the trial as a whole, from names and series by turns. */
    private static List<Line> ofTrial(String... namesAndSeries) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < namesAndSeries.length; i += 2) {
            lines.add(new Line(namesAndSeries[i], namesAndSeries[i + 1], MetricScope.trial()));
        }
        return lines;
    }

    private List<ObjectNode> responseTimes() {
        List<ObjectNode> plots = new ArrayList<>();
        for (String operation : operations()) {
            MetricScope subject = MetricScope.operation(operation);
            time("response time of " + operation, "ms", 1, percentiles(Metric.RESPONSE_TIME, subject))
                    .ifPresent(plots::add);
            trial.distribution(Metric.RESPONSE_TIME, subject)
                    .map(times -> curve(
                            "response time of " + operation + " by percentile", "ms", 1, Map.of(operation, times)))
                    .ifPresent(plots::add);
        }
        return plots;
    }

    private List<ObjectNode> lateness() {
        List<ObjectNode> plots =
                new ArrayList<>(plots(time("callbacks", "1/s", 1, ofTrial("first callbacks", Metric.EXECUTIONS))));
        time("lateness", "ms", 1e-3, percentiles(Metric.LATENESS, MetricScope.trial()))
                .ifPresent(plots::add);
        time("callbacks that broke a promise", "1/s", 1, violations()).ifPresent(plots::add);
        trial.distribution(Metric.LATENESS, MetricScope.trial())
                .map(lateness -> curve("lateness by percentile", "ms", 1e-3, Map.of("lateness", lateness)))
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
        time("machine busy", "% of its processors", 100, ofTrial("busy", "cpuBusy"))
                .ifPresent(plots::add);
        time("memory in use", "MB", 1, ofProcesses(Metric.MEMORY)).ifPresent(plots::add);
        time("working set of containers", "MB", 1, ofProcesses(Metric.WORKING_SET))
                .ifPresent(plots::add);
        time(
                        "network of containers",
                        "MB/s",
                        1e-6,
                        ofContainers("received", Metric.NETWORK_RECEIVED, "sent", Metric.NETWORK_SENT))
                .ifPresent(plots::add);
        time("disks of containers", "MB/s", 1e-6, ofContainers("read", Metric.IO_READ, "written", Metric.IO_WRITTEN))
                .ifPresent(plots::add);
        time("block devices of the machine", "MB/s", 1e-6, ofTrial("read", "devicesRead", "written", "devicesWritten"))
                .ifPresent(plots::add);
        time(
                        "network of the machine, loopback included",
                        "MB/s",
                        1e-6,
                        ofTrial("received", "networkReceived", "sent", "networkSent"))
                .ifPresent(plots::add);
        return plots;
    }

    /** Returns the names of the operations that have response times. */
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
        return MetricScope.PROCESSES.stream()
                .map(process -> new Line(process, series, MetricScope.process(process)))
                .toList();
    }

    /** Returns lines of the processes that have the second series, which those without a container do not have. */
    private List<Line> ofContainers(String first, String firstSeries, String second, String secondSeries) {
        List<Line> lines = new ArrayList<>();
        for (String process : MetricScope.PROCESSES) {
            MetricScope subject = MetricScope.process(process);
            if (trial.timeline()
                    .flatMap(timeline -> timeline.series(secondSeries, subject))
                    .isPresent()) {
                lines.add(new Line(process + " " + first, firstSeries, subject));
                lines.add(new Line(process + " " + second, secondSeries, subject));
            }
        }
        return lines;
    }

    private static List<ObjectNode> plots(Optional<ObjectNode> plot) {
        return plot.stream().toList();
    }

    private Optional<ObjectNode> time(String title, String unit, double factor, List<Line> lines) {
        return trial.timeline()
                .map(timeline -> time(timeline, plot("time", title, unit), factor, lines))
                .filter(plot -> !plot.path("lines").isEmpty());
    }

    private ObjectNode time(Timeline timeline, ObjectNode plot, double factor, List<Line> lines) {
        plot.put("window", timeline.window().toSeconds());
        ArrayNode all = plot.putArray("lines");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int colour = i;
            timeline.series(line.series(), line.subject())
                    .filter(series -> series.values().stream().anyMatch(Optional::isPresent))
                    .ifPresent(series -> put(all.addObject().put("colour", colour), line.name(), series, factor));
        }
        ArrayNode marks = plot.putArray("marks");
        for (TimelineEvent mark : trial.marks()) {
            double second = Duration.between(timeline.from(), mark.at()).toMillis() / 1e3;
            marks.addObject()
                    .put("second", Math.max(0, second))
                    .put("kind", mark.kind().word())
                    .put("text", mark.text());
        }
        return plot;
    }

    private static void put(ObjectNode node, String name, Timeline.Series series, double factor) {
        node.put("name", name);
        ArrayNode values = node.putArray("values");
        series.values()
                .forEach(value -> value.ifPresentOrElse(
                        known -> values.add(factor == 1 ? known : (double) (float) (known * factor)), values::addNull));
    }

    /** Returns a plot of distributions. Each ends at the largest percentile that its sample supports. */
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
        ObjectNode plot = JsonNodeFactory.instance.objectNode();
        plot.put("kind", kind);
        plot.put("title", title);
        plot.put("unit", unit);
        return plot;
    }
}
