package timerbench.harness.show;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.judge.compare.CellResult;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Difference;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/** A comparison as JSON after {@code schema/comparison-1.schema.json}. Whatever is absent gets no field. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /** Returns the text of the file. */
    public static String text(Comparison comparison) {
        return JsonText.of(object(comparison));
    }

    static JsonObject object(Comparison comparison) {
        ComparisonPlan plan = comparison.plan();
        Optional<Run> run = comparison.anyRun();
        List<JsonObject> figures = plan.operations().stream()
                .flatMap(operation -> comparison.columns(operation).stream())
                .map(column -> figure(comparison, column))
                .toList();
        return new JsonObject()
                .with("schema", Comparison.SCHEMA)
                .with("comparisonId", comparison.id())
                .with("complete", comparison.isComplete())
                .with("plan", plan(plan))
                .with("settings", comparison.settings())
                .with("simulation", run.map(Run::simulation))
                .with("profile", run.map(known -> withoutOperation(known.profile())))
                .with("environment", run.map(Run::environment))
                .with(
                        "variants",
                        plan.variants().stream()
                                .map(variant -> variant(comparison, variant))
                                .toList())
                .with(
                        "runs",
                        comparison.results().stream().map(ComparisonJson::run).toList())
                .with("figures", figures);
    }

    /** The operation differs from run to run. */
    private static RunProfile withoutOperation(RunProfile profile) {
        Map<String, Object> settings = new TreeMap<>(profile.settings());
        settings.remove("operation");
        return new RunProfile(profile.name(), settings, profile.given());
    }

    private static JsonObject plan(ComparisonPlan plan) {
        return new JsonObject()
                .with("varied", plan.varied())
                .with("variants", plan.variants().stream().map(Variant::name).toList())
                .with("operations", plan.operations())
                .with("repeats", plan.repeats())
                .with("seed", plan.seed())
                .with("order", plan.order());
    }

    private static JsonObject variant(Comparison comparison, Variant variant) {
        Optional<RunTarget> target = comparison.target(variant.name());
        Optional<RunTarget> compared = target.filter(known -> comparison.plan().isOfTargets());
        return new JsonObject()
                .with("name", variant.name())
                .with("emulator", comparison.isEmulator(variant.name()))
                .with("missing", Optional.ofNullable(comparison.missing().get(variant.name())))
                .with("kind", compared.map(RunTarget::kind))
                .with("urls", compared.map(RunTarget::urls).filter(urls -> !urls.isEmpty()))
                .with("build", compared.flatMap(RunTarget::build))
                .with("database", target.flatMap(RunTarget::database))
                .with("limits", target.map(RunTarget::limits).filter(limits -> !limits.isEmpty()));
    }

    private static JsonObject run(CellResult result) {
        return new JsonObject()
                .with("variant", result.cell().variant())
                .with("operation", result.cell().operation())
                .with("repeat", result.cell().repeat())
                // Where the file is, from the comparison's folder.
                .with("run", result.run().map(run -> result.cell().folder() + "/" + run.runId() + "/" + RunFile.NAME))
                .with("failure", result.failure())
                .with("bareDriver", result.bare())
                .with(
                        "databaseLoad",
                        result.run().flatMap(run -> run.trials().get(0).databaseLoad()));
    }

    private static JsonObject figure(Comparison comparison, Column column) {
        return new JsonObject()
                .with("operation", column.operation())
                .with("metric", column.quantity())
                .with("unit", column.quantity().unit())
                .with("better", column.quantity().better())
                .with("reference", column.reference())
                .rounded("ratioConfidence", column.reference().map(known -> column.confidenceOfOne()))
                .with(
                        "entries",
                        column.entries().stream()
                                .map(entry -> entry(entry, comparison.isEmulator(entry.variant())))
                                .toList());
    }

    private static JsonObject entry(Entry entry, boolean emulator) {
        Optional<Interval> interval = entry.median().flatMap(Median::interval);
        Optional<Interval> ofRatio =
                entry.against().flatMap(against -> against.ratio().interval());
        return new JsonObject()
                .with("variant", entry.variant())
                .with("emulator", emulator ? Optional.of(true) : Optional.empty())
                .with(
                        "repeats",
                        entry.repeats().entrySet().stream()
                                .map(repeat -> new JsonObject()
                                        .with("repeat", repeat.getKey())
                                        .with("value", repeat.getValue()))
                                .toList())
                .with("median", entry.median().map(Median::value))
                .with("low", interval.map(Interval::low))
                .with("high", interval.map(Interval::high))
                .rounded("confidence", interval.map(Interval::confidence))
                .rounded("ratio", entry.against().map(against -> against.ratio().ratio()))
                .rounded("ratioLow", ofRatio.map(Interval::low))
                .rounded("ratioHigh", ofRatio.map(Interval::high))
                .with("difference", entry.against().map(RatioToBest::difference).map(Difference::text));
    }
}
