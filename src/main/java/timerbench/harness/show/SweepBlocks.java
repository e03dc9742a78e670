package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.PointResult;
import timerbench.harness.judge.scaling.Reading;
import timerbench.harness.judge.scaling.ScalingLine;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.Document.Line;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.Scaling;
import timerbench.harness.stats.Usl;

/** The points of a sweep as tables and as a plot. */
final class SweepBlocks {
    /** Points of the curve of a law. */
    private static final int CURVE = 60;

    /** A column and its cells; one without any content is not shown. */
    private record Cells(Table.Column head, Function<PointResult, Table.Cell> cell) {
        boolean isEmpty(ScalingLine line) {
            return line.points().stream()
                    .flatMap(point -> cell.apply(point).lines().stream())
                    .allMatch(text -> text.text().isEmpty());
        }
    }

    private final Sweep sweep;
    private final SweepSentences sentences;

    SweepBlocks(Sweep sweep) {
        this.sweep = sweep;
        this.sentences = new SweepSentences(sweep);
    }

    /** Returns the table of a line. */
    Table table(ScalingLine line) {
        List<Cells> cells =
                columns(line).stream().filter(each -> !each.isEmpty(line)).toList();
        return Table.of(
                line.axis().name(),
                cells.stream().map(Cells::head).toList(),
                line.points().stream()
                        .map(point -> new Table.Row(
                                Table.Cell.of(point.point().first()),
                                cells.stream()
                                        .map(each -> each.cell().apply(point))
                                        .toList()))
                        .toList());
    }

    private List<Cells> columns(ScalingLine line) {
        return Stream.concat(figures(line).stream(), resources().stream()).toList();
    }

    private List<Cells> figures(ScalingLine line) {
        List<Cells> columns = new ArrayList<>();
        boolean isDemand = sweep.plan().measure() == Measure.DEMAND;
        String head =
                isDemand ? SweepSentences.perSecond(sweep.plan().what().rate().orElseThrow()) : sentences.what();
        boolean isOfResources = line.axis().isOfResources();
        columns.add(new Cells(Table.Column.of(head, isDemand ? "" : "1/s"), this::figure));
        columns.add(new Cells(
                Table.Column.of(isOfResources ? "speed-up" : "ratio", "×"),
                point -> ratio(line.scaling(point).flatMap(Scaling::speedUp), 1)));
        if (isOfResources) {
            columns.add(new Cells(
                    Table.Column.of("efficiency", "%"),
                    point -> ratio(line.scaling(point).flatMap(Scaling::efficiency), 100)));
        }
        return columns;
    }

    private static List<Cells> resources() {
        List<Cells> columns = new ArrayList<>();
        columns.add(new Cells(
                Table.Column.text("limited by"),
                point -> Table.Cell.of(
                        point.limitedBy().map(Bottleneck.Limit::word).orElse(""))));
        columns.add(new Cells(
                Table.Column.of("machine busy", "%"),
                point -> Table.Cell.of(point.busy().map(Numbers::percentage).orElse(""))));
        for (String process : MetricScope.PROCESSES) {
            columns.add(new Cells(
                    Table.Column.of("throttled, " + process, "%"),
                    point -> ofProcess(point, Metric.THROTTLED, process, Numbers::percentage)));
        }
        for (String process : List.of(MetricScope.SERVICE, MetricScope.DATABASE)) {
            columns.add(new Cells(
                    Table.Column.of("largest memory, " + process, "MB"),
                    point -> ofProcess(point, Metric.MEMORY, process, Numbers::text)));
        }
        return columns;
    }

    private static Table.Cell ofProcess(
            PointResult point, String metric, String process, Function<Double, String> text) {
        return Table.Cell.of(point.medianOfProcess(metric, process).map(text).orElse(""));
    }

    private Table.Cell figure(PointResult point) {
        String below = switch (point.standing()) {
            case MEASURED ->
                point.median()
                        .flatMap(Median::interval)
                        .map(known -> Numbers.text(known.low()) + "–" + Numbers.text(known.high()) + " ("
                                + Numbers.percent(known.confidence()) + ")")
                        .orElse("");
            case AT_LEAST -> "highest tried";
            case NO_RATE -> inRuns(point, Reading.Kind.NO_RATE);
            case HELD -> inRuns(point, Reading.Kind.HELD);
            case MISSED -> inRuns(point, Reading.Kind.MISSED);
            case SATURATED -> "saturated";
            case UNDECIDED, NOT_MEASURED -> "";
        };
        return Table.Cell.of(SweepSentences.text(point)).and(Line.of(below));
    }

    private static String inRuns(PointResult point, Reading.Kind kind) {
        return "in " + point.count(kind) + " of " + point.runs().size();
    }

    private static Table.Cell ratio(Optional<MeanRatio> ratio, double factor) {
        return ratio.map(known -> Table.Cell.of(Numbers.text(known.ratio() * factor))
                        .and(Line.of(known.interval()
                                .map(of -> SweepSentences.bounded(of.low() * factor) + "–"
                                        + SweepSentences.bounded(of.high() * factor))
                                .orElse(""))))
                .orElse(Table.Cell.of(""));
    }

    /** Returns the plot of all lines, the ideal and the fitted law; none if no point has a figure. */
    List<ObjectNode> plots() {
        ObjectNode plot = JsonNodeFactory.instance.objectNode();
        plot.put("kind", "scaling");
        plot.put("title", sentences.what());
        plot.put("unit", "1/s");
        plot.put("better", "more is better");
        plot.put("varied", sweep.plan().axis().name());
        ArrayNode lines = plot.putArray("lines");
        for (ScalingLine line : sweep.lines()) {
            if (!line.scaling().isEmpty()) {
                put(lines.addObject(), line);
            }
        }
        return lines.isEmpty() ? List.of() : List.of(plot);
    }

    private void put(ObjectNode node, ScalingLine line) {
        node.put("name", sentences.at(line).replaceFirst("^ at ", ""));
        ArrayNode points = node.putArray("points");
        line.points().forEach(point -> point.median().ifPresent(median -> put(points.addObject(), point, median)));
        ArrayNode bounds = node.putArray("bounds");
        line.points()
                .forEach(point -> point.atLeast()
                        .ifPresent(rate -> bounds.addArray().add(point.at()).add(rate)));
        if (line.axis().isOfResources()) {
            ideal(node.putArray("ideal"), line);
        }
        line.usl().ifPresent(usl -> curve(node.putArray("law"), line, usl));
    }

    private static void put(ObjectNode node, PointResult point, Median median) {
        node.put("at", point.at());
        node.put("median", median.value());
        median.interval().ifPresent(interval -> interval(node, interval));
        point.values().values().forEach(node.putArray("repeats")::add);
    }

    private static void interval(ObjectNode node, Interval interval) {
        node.put("low", interval.low());
        node.put("high", interval.high());
        node.put("confidence", Numbers.percent(interval.confidence()));
    }

    /** The straight line through zero and the first point. */
    private static void ideal(ArrayNode ideal, ScalingLine line) {
        PointResult first = line.first().orElseThrow();
        double perUnit = first.median().orElseThrow().value() / first.at();
        line.points().stream()
                .mapToDouble(PointResult::at)
                .sorted()
                .forEach(at -> ideal.addArray().add(at).add(perUnit * at));
    }

    private static void curve(ArrayNode curve, ScalingLine line, Usl usl) {
        Axis axis = line.axis();
        double low = axis.values().stream().mapToDouble(Axis::number).min().orElseThrow();
        double high = axis.values().stream().mapToDouble(Axis::number).max().orElseThrow();
        DoubleStream.iterate(0, i -> i <= CURVE, i -> i + 1)
                .map(i -> low + (high - low) * i / CURVE)
                .forEach(at -> curve.addArray().add(at).add(usl.throughput(at)));
    }
}
