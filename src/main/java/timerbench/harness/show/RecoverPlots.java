package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.RecoveryMetric;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;
import timerbench.harness.stats.Median;

/**
 * The time lines of the runs of each fault, with the begin of the fault at 0. All faults have the same axis of time,
 * so that one can be read below the other.
 */
final class RecoverPlots {
    static final String KIND = "recovery";

    /** The first second that is shown. */
    private static final int FROM = -10;

    /** The share of the windows with a p50 that must have a p95, too: a line with more gaps shows nothing. */
    private static final double MOST = 0.9;

    /** What is plotted over time: a series of the time line, in the unit of people. */
    private record Curve(String title, String series, MetricScope subject, String unit, double factor) {}

    private final RecoverResult result;
    private final int window;
    private final List<Curve> curves;

    RecoverPlots(RecoverResult result) {
        this.result = result;
        this.window = (int) timelines()
                .mapToLong(timeline -> timeline.window().toSeconds())
                .max()
                .orElse(1);
        this.curves = List.of(
                new Curve("good answers", "got", MetricScope.trial(), "1/s", 1),
                percentile("response time", Metric.RESPONSE_TIME, MetricScope.operation("create"), 1),
                percentile("lateness", Metric.LATENESS, MetricScope.trial(), 1e-3));
    }

    private Stream<Timeline> timelines() {
        return result.counted().stream().flatMap(run -> run.trial().flatMap(Trial::timeline).stream());
    }

    /** Returns the p95, or the p50 if many windows have too few samples for a p95, as those of a small load have. */
    private Curve percentile(String name, String metric, MetricScope subject, double factor) {
        boolean hasP95 = known(metric + "P95", subject) >= MOST * known(metric + "P50", subject);
        String label = hasP95 ? "95" : "50";
        return new Curve("p" + label + " " + name, metric + "P" + label, subject, "ms", factor);
    }

    private long known(String series, MetricScope subject) {
        return timelines()
                .flatMap(timeline -> timeline.series(series, subject).stream())
                .flatMap(each -> each.values().stream())
                .filter(Optional::isPresent)
                .count();
    }

    /** Values by window; window 0 begins with the fault. */
    private record Aligned(int repeat, NavigableMap<Integer, Double> values) {}

    /** Returns the plots of a fault, in the same order for each; none if nothing was measured. */
    List<ObjectNode> of(PlannedFault fault) {
        List<ObjectNode> plots = new ArrayList<>();
        for (Curve curve : curves) {
            List<Aligned> repeats = result.counted(fault).stream()
                    .flatMap(run -> aligned(run, curve).stream())
                    .filter(aligned -> !aligned.values().isEmpty())
                    .toList();
            plots.add(plot(fault, curve, repeats));
        }
        boolean isMeasured =
                plots.stream().anyMatch(plot -> !plot.path("repeats").isEmpty());
        return isMeasured ? plots : List.of();
    }

    private ObjectNode plot(PlannedFault fault, Curve curve, List<Aligned> repeats) {
        ObjectNode plot = JsonNodeFactory.instance.objectNode();
        plot.put("kind", KIND);
        plot.put("title", curve.title());
        plot.put("unit", curve.unit());
        plot.put("window", window);
        plot.put("from", FROM);
        plot.put("to", end());
        result.figure(fault, RecoveryMetric.FAULT_LASTED).median().ifPresent(lasted -> plot.put("faultEnds", lasted));
        result.figure(fault, RecoveryMetric.TIME_TO_STEADY).median().ifPresent(steady -> plot.put("steady", steady));
        ArrayNode lines = plot.putArray("repeats");
        repeats.forEach(repeat -> put(lines.addObject().put("repeat", repeat.repeat()), repeat.values(), curve));
        put(plot.putObject("median"), median(repeats), curve);
        return plot;
    }

    private static void put(ObjectNode node, NavigableMap<Integer, Double> values, Curve curve) {
        ArrayNode points = node.putArray("points");
        values.forEach((index, value) -> points.addArray()
                .add(index)
                .add(curve.factor() == 1 ? value : (double) (float) (value * curve.factor())));
    }

    /** Returns the median of each window that at least half of the repeats have. */
    private static NavigableMap<Integer, Double> median(List<Aligned> repeats) {
        NavigableMap<Integer, List<Double>> all = new TreeMap<>();
        repeats.forEach(repeat -> repeat.values()
                .forEach((index, value) ->
                        all.computeIfAbsent(index, key -> new ArrayList<>()).add(value)));
        NavigableMap<Integer, Double> medians = new TreeMap<>();
        all.forEach((index, values) -> {
            if (2 * values.size() >= repeats.size()) {
                medians.put(
                        index,
                        Median.of(
                                values.stream().mapToDouble(Double::doubleValue).toArray()));
            }
        });
        return medians;
    }

    /** Returns a run's series from some seconds before the fault to the end of the load; empty without fault. */
    private Optional<Aligned> aligned(FaultRun run, Curve curve) {
        return run.trial()
                .flatMap(trial -> begin(trial)
                        .flatMap(begin -> trial.timeline()
                                .flatMap(timeline -> timeline.series(curve.series(), curve.subject())
                                        .map(series -> new Aligned(
                                                run.cell().repeat(), values(trial, timeline, series, begin))))));
    }

    private NavigableMap<Integer, Double> values(
            Trial trial, Timeline timeline, Timeline.Series series, Instant begin) {
        NavigableMap<Integer, Double> values = new TreeMap<>();
        for (int i = 0; i < series.values().size(); i++) {
            Instant from = timeline.from().plus(timeline.window().multipliedBy(i));
            Instant middle = from.plus(timeline.window().dividedBy(2));
            int index = Math.floorDiv((int) Duration.between(begin, middle).toSeconds(), window);
            boolean isShown = index * window >= FROM && isLoaded(trial, from.plus(timeline.window()));
            if (isShown) {
                series.values().get(i).ifPresent(value -> values.put(index, value));
            }
        }
        return values;
    }

    /** After the load, the rate falls to nothing, which no fault has done. */
    private static boolean isLoaded(Trial trial, Instant at) {
        return trial.hold().map(Period::to).filter(at::isAfter).isEmpty();
    }

    private static Optional<Instant> begin(Trial trial) {
        return trial.marks().stream()
                .filter(mark -> mark.kind() == TimelineEvent.Kind.FAULT)
                .map(TimelineEvent::at)
                .min(Instant::compareTo);
    }

    /** Returns the last second of all runs, after their fault. */
    private long end() {
        return result.counted().stream()
                .flatMap(run -> run.trial().stream())
                .flatMap(trial ->
                        begin(trial)
                                .flatMap(begin -> trial.hold().map(hold -> Duration.between(begin, hold.to())))
                                .stream())
                .mapToLong(Duration::toSeconds)
                .max()
                .orElse(1);
    }
}
