package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.scaling.PointResult;
import timerbench.harness.judge.scaling.Reading;
import timerbench.harness.judge.scaling.ScalingLine;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.Scaling;

/** A sweep as a CSV table: a row for each point. What was not measured is empty. */
public final class SweepCsv {
    private static final List<String> HEADER = List.of(
            "sweep",
            "measure",
            "operation",
            "rate",
            "axis",
            "value",
            "secondAxis",
            "secondValue",
            "standing",
            "runs",
            "failed",
            "saturated",
            "median",
            "low",
            "high",
            "confidence",
            "atLeast",
            "speedUp",
            "speedUpLow",
            "speedUpHigh",
            "efficiency",
            "efficiencyLow",
            "efficiencyHigh",
            "limitedBy",
            "machineBusy",
            "throttledGenerator",
            "throttledService",
            "throttledDatabase",
            "memoryService",
            "memoryDatabase");

    private SweepCsv() {}

    /** Returns the text of the file. */
    public static String text(Sweep sweep) {
        CsvText csv = new CsvText(HEADER);
        for (ScalingLine line : sweep.lines()) {
            line.points().forEach(point -> csv.row(row(sweep, line, point).toArray()));
        }
        return csv.text();
    }

    private static List<Object> row(Sweep sweep, ScalingLine line, PointResult point) {
        Optional<Interval> interval = point.median().flatMap(Median::interval);
        Optional<Scaling> scaling = line.scaling(point);
        List<Object> row = new ArrayList<>(List.of(
                sweep.id(),
                sweep.plan().measure(),
                sweep.plan().what().operation(),
                sweep.plan().what().rate(),
                line.axis().name(),
                point.point().first(),
                sweep.plan().axes().stream().skip(1).map(axis -> axis.name()).collect(Collectors.joining()),
                line.second(),
                point.standing(),
                point.runs().size(),
                point.count(Reading.Kind.FAILED),
                point.count(Reading.Kind.SATURATED),
                point.median().map(Median::value),
                interval.map(Interval::low),
                interval.map(Interval::high),
                interval.map(Interval::confidence).map(JsonText::rounded),
                point.atLeast()));
        ratio(row, scaling.flatMap(Scaling::speedUp));
        ratio(row, scaling.filter(known -> line.axis().isOfResources()).flatMap(Scaling::efficiency));
        row.add(point.limitedBy().map(Bottleneck.Limit::word));
        row.add(point.busy().map(JsonText::rounded));
        for (String process : MetricScope.PROCESSES) {
            row.add(point.medianOfProcess(Metric.THROTTLED, process).map(JsonText::rounded));
        }
        row.add(point.medianOfProcess(Metric.MEMORY, MetricScope.SERVICE));
        row.add(point.medianOfProcess(Metric.MEMORY, MetricScope.DATABASE));
        return row;
    }

    private static void ratio(List<Object> row, Optional<MeanRatio> ratio) {
        Optional<Interval> interval = ratio.flatMap(MeanRatio::interval);
        row.add(ratio.map(known -> JsonText.rounded(known.ratio())));
        row.add(interval.map(known -> JsonText.rounded(known.low())));
        row.add(interval.map(known -> JsonText.rounded(known.high())));
    }
}
