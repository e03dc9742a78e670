package timerbench.harness.show;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.judge.recover.FaultFigure;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverPlan;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.RecoveryMetric;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.Threshold;

/** A recovery experiment as JSON after {@code schema/recover-1.schema.json}. Whatever is absent gets no field. */
final class RecoverJson {
    private RecoverJson() {}

    /** Returns the text of the file. */
    static String text(RecoverResult result) {
        return JsonText.of(object(result));
    }

    static JsonObject object(RecoverResult result) {
        Optional<Run> run = result.anyRun();
        return new JsonObject()
                .with("schema", RecoverResult.SCHEMA)
                .with("recoverId", result.id())
                .with("complete", result.isComplete())
                .with("verdict", result.verdict())
                .with("totals", totals(result))
                .with("plan", plan(result.plan()))
                .with("settings", result.settings())
                .with("simulation", run.map(Run::simulation))
                .with("profile", run.map(known -> withoutFault(known.profile())))
                .with("target", run.map(Run::target))
                .with("environment", run.map(Run::environment))
                .with("runs", result.results().stream().map(RecoverJson::run).toList())
                .with(
                        "faults",
                        result.plan().faults().stream()
                                .map(fault -> fault(result, fault))
                                .toList());
    }

    /** The fault differs from run to run. */
    private static RunProfile withoutFault(RunProfile profile) {
        Map<String, Object> settings = new TreeMap<>(profile.settings());
        settings.remove("fault");
        return new RunProfile(profile.name(), settings, profile.given());
    }

    private static JsonObject totals(RecoverResult result) {
        JsonObject totals = new JsonObject()
                .with("faults", result.counted().size())
                .with("recovered", result.recovered())
                .with("notRecovered", result.counted().size() - result.recovered())
                .with("failed", result.failures().size())
                .with("crossed", result.crossed())
                .with("timers", result.timers());
        Stream.of(RecoveryMetric.values())
                .filter(RecoveryMetric::isViolation)
                .forEach(metric -> totals.with(metric.word(), result.total(metric)));
        return totals.rounded("losingAtMost", result.losingAtMost());
    }

    private static JsonObject plan(RecoverPlan plan) {
        return new JsonObject()
                .with("faults", plan.faults())
                .with("repeats", plan.repeats())
                .with("seed", plan.seed())
                .with(
                        "order",
                        plan.order().stream()
                                .map(cell -> new JsonObject()
                                        .with("fault", cell.fault().name())
                                        .with("repeat", cell.repeat()))
                                .toList());
    }

    private static JsonObject run(FaultRun result) {
        return new JsonObject()
                .with("fault", result.cell().fault().name())
                .with("repeat", result.cell().repeat())
                // Where the file is, from the experiment's folder.
                .with("run", result.run().map(run -> result.cell().folder() + "/" + run.runId() + "/" + RunFile.NAME))
                .with("failure", result.failure())
                .with("recovered", result.trial().map(trial -> result.isRecovered()))
                .with(
                        "crossed",
                        result.trial()
                                .map(trial -> result.crossed().stream()
                                        .map(Threshold::text)
                                        .toList()));
    }

    private static JsonObject fault(RecoverResult result, PlannedFault fault) {
        List<FaultFigure> figures = Stream.of(RecoveryMetric.values())
                .map(metric -> result.figure(fault, metric))
                .toList();
        return new JsonObject()
                .with("fault", fault.name())
                .with("runs", result.counted(fault).size())
                .with("figures", figures.stream().map(RecoverJson::figure).toList());
    }

    private static JsonObject figure(FaultFigure figure) {
        RecoveryMetric metric = figure.metric();
        return new JsonObject()
                .with("metric", metric)
                .with("unit", metric.unit())
                .with(
                        "repeats",
                        figure.repeats().entrySet().stream()
                                .map(repeat -> new JsonObject()
                                        .with("repeat", repeat.getKey())
                                        .with("value", repeat.getValue()))
                                .toList())
                .with("notReached", metric.isReached() ? Optional.of(figure.notReached()) : Optional.empty())
                .with("median", figure.median())
                .with("low", figure.low())
                .with("high", figure.high())
                .rounded("confidence", figure.confidence())
                .with("largest", figure.largest())
                .with("sum", metric.isViolation() ? figure.sum() : Optional.empty());
    }
}
