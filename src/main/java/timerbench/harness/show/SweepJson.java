package timerbench.harness.show;

import java.util.Optional;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Demand;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.PointResult;
import timerbench.harness.judge.scaling.ScalingLine;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.SweepPlan;
import timerbench.harness.judge.scaling.SweepRun;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.stats.Amdahl;
import timerbench.harness.stats.Estimate;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.LinearFit;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.Scaling;
import timerbench.harness.stats.Usl;

/** A sweep as JSON after {@code schema/sweep-1.schema.json}. Whatever is absent gets no field. */
public final class SweepJson {
    private SweepJson() {}

    /** Returns the text of the file. */
    public static String text(Sweep sweep) {
        return JsonText.of(object(sweep));
    }

    static JsonObject object(Sweep sweep) {
        Optional<Run> run = sweep.anyRun();
        return new JsonObject()
                .with("schema", Sweep.SCHEMA)
                .with("sweepId", sweep.id())
                .with("complete", sweep.isComplete())
                .with("plan", plan(sweep.plan()))
                .with("settings", sweep.settings())
                .with("simulation", sweep.plan().measure().simulation())
                .with("profile", run.map(known -> known.profile().name()))
                .with("environment", run.map(Run::environment))
                .with(
                        "inShort",
                        SweepDocument.hasParagraph(sweep) ? Optional.of(ScaleParagraph.text(sweep)) : Optional.empty())
                .with("runs", sweep.runs().stream().map(SweepJson::run).toList())
                .with(
                        "lines",
                        sweep.lines().stream().map(line -> line(sweep, line)).toList());
    }

    private static JsonObject plan(SweepPlan plan) {
        return new JsonObject()
                .with("measure", plan.measure())
                .with("operation", plan.what().operation())
                .with("rate", plan.what().rate())
                .with("axes", plan.axes().stream().map(SweepJson::axis).toList())
                .with("repeats", plan.repeats())
                .with("seed", plan.seed())
                .with("order", plan.order().stream().map(SweepJson::cell).toList());
    }

    private static JsonObject axis(Axis axis) {
        return new JsonObject()
                .with("name", axis.name())
                .with("setting", axis.setting())
                .with("values", axis.values());
    }

    private static JsonObject cell(SweepPlan.Cell cell) {
        return new JsonObject().with("point", cell.point().values()).with("repeat", cell.repeat());
    }

    private static JsonObject run(SweepRun run) {
        return cell(run.cell())
                .with("run", run.run().map(left -> run.cell().folder() + "/" + left.runId() + "/" + RunFile.NAME))
                .with("failure", run.failure());
    }

    private static JsonObject line(Sweep sweep, ScalingLine line) {
        boolean isDemand = sweep.plan().measure() == Measure.DEMAND;
        return new JsonObject()
                .with("second", line.second())
                .with(
                        "points",
                        line.points().stream().map(point -> point(line, point)).toList())
                .with("universalScalabilityLaw", line.usl().map(SweepJson::usl))
                .with("universalScalabilityLawMissing", line.uslRefusal())
                .with("amdahl", line.amdahl().map(SweepJson::amdahl))
                .with("amdahlMissing", line.amdahlRefusal())
                .with("memoryPerTimerService", line.memory(MetricScope.SERVICE).map(SweepJson::slope))
                .with(
                        "memoryPerTimerDatabase",
                        line.memory(MetricScope.DATABASE).map(SweepJson::slope))
                .with("demand", isDemand ? Optional.of(demand(line.demand())) : Optional.empty());
    }

    private static JsonObject demand(Demand demand) {
        return new JsonObject()
                .with("least", demand.least())
                .with("missedAbove", demand.missedAbove())
                .with("unknownBelow", demand.unknownBelow());
    }

    private static JsonObject point(ScalingLine line, PointResult point) {
        Optional<Scaling> scaling = line.scaling(point);
        JsonObject object = new JsonObject()
                .with("value", point.point().first())
                .with("standing", point.standing())
                .with(
                        "repeats",
                        point.readings().entrySet().stream()
                                .map(entry -> new JsonObject()
                                        .with("repeat", entry.getKey())
                                        .with("kind", entry.getValue().kind())
                                        .with("value", entry.getValue().value()))
                                .toList())
                .with("median", point.median().map(Median::value))
                .with("interval", point.median().flatMap(Median::interval).map(SweepJson::interval))
                .with("atLeast", point.atLeast())
                .with("speedUp", scaling.flatMap(Scaling::speedUp).map(SweepJson::ratio))
                .with(
                        "efficiency",
                        scaling.filter(known -> line.axis().isOfResources())
                                .flatMap(Scaling::efficiency)
                                .map(SweepJson::ratio))
                .with("limitedBy", point.limitedBy().map(Bottleneck.Limit::word))
                .rounded("machineBusy", point.busy());
        return object.with("throttled", ofProcesses(point, Metric.THROTTLED))
                .with("memoryMegabytes", ofProcesses(point, Metric.MEMORY));
    }

    private static JsonObject ofProcesses(PointResult point, String metric) {
        JsonObject object = new JsonObject();
        MetricScope.PROCESSES.forEach(process -> object.rounded(process, point.medianOfProcess(metric, process)));
        return object;
    }

    private static JsonObject ratio(MeanRatio ratio) {
        return new JsonObject()
                .rounded("value", ratio.ratio())
                .with("interval", ratio.interval().map(SweepJson::interval));
    }

    private static JsonObject estimate(Estimate estimate) {
        return new JsonObject()
                .rounded("value", estimate.value())
                .with("interval", estimate.interval().map(SweepJson::interval));
    }

    private static JsonObject interval(Interval interval) {
        return new JsonObject()
                .rounded("low", interval.low())
                .rounded("high", interval.high())
                .rounded("confidence", interval.confidence());
    }

    private static JsonObject usl(Usl usl) {
        return new JsonObject()
                .with("contention", estimate(usl.contention()))
                .with("coherency", estimate(usl.coherency()))
                .rounded("fitProbability", usl.fitProbability())
                .rounded("worstDeviation", usl.worstDeviation())
                .with(
                        "peak",
                        usl.peak()
                                .map(peak -> new JsonObject()
                                        .rounded("value", peak.at())
                                        .with("interval", interval(peak.interval()))))
                .with("noPeak", usl.noPeak().map(Usl.NoPeak::words));
    }

    private static JsonObject amdahl(Amdahl amdahl) {
        return new JsonObject()
                .with("serial", estimate(amdahl.serial()))
                .rounded("fitProbability", amdahl.fitProbability())
                .rounded("worstDeviation", amdahl.worstDeviation());
    }

    private static JsonObject slope(LinearFit fit) {
        return estimate(fit.slope());
    }
}
