package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.CellResult;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.stats.Median;

/** A comparison as JSON after {@code schema/comparison-1.schema.json}. What is absent gets no field. */
public final class ComparisonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ComparisonJson() {}

    /** Returns the text of the file. */
    public static String text(Comparison comparison) {
        return JsonText.of(json(comparison));
    }

    static ObjectNode json(Comparison comparison) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", Comparison.SCHEMA);
        node.put("comparisonId", comparison.id());
        node.put("complete", comparison.isComplete());
        node.set("plan", json(comparison.plan()));
        ObjectNode settings = node.putObject("settings");
        comparison.settings().forEach(settings::put);
        comparison.anyRun().ifPresent(run -> {
            node.put("simulation", run.simulation());
            node.set("profile", profile(run));
            node.set("environment", JsonText.tree(run.environment()));
        });
        ArrayNode variants = node.putArray("variants");
        comparison.plan().variants().forEach(variant -> variants.add(json(comparison, variant)));
        ArrayNode runs = node.putArray("runs");
        comparison.results().forEach(result -> runs.add(json(result)));
        ArrayNode figures = node.putArray("figures");
        comparison
                .plan()
                .operations()
                .forEach(operation ->
                        comparison.columns(operation).forEach(column -> figures.add(json(comparison, column))));
        return node;
    }

    /** The operation differs from run to run. */
    private static ObjectNode profile(Run run) {
        ObjectNode profile = JsonText.tree(run.profile());
        profile.withObject("settings").remove("operation");
        return profile;
    }

    private static ObjectNode json(ComparisonPlan plan) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("varied", plan.varied());
        ArrayNode variants = node.putArray("variants");
        plan.variants().forEach(variant -> variants.add(variant.name()));
        ArrayNode operations = node.putArray("operations");
        plan.operations().forEach(operations::add);
        node.put("repeats", plan.repeats());
        node.put("seed", plan.seed());
        ArrayNode order = node.putArray("order");
        plan.order().forEach(cell -> put(order.addObject(), cell));
        return node;
    }

    private static void put(ObjectNode node, Cell cell) {
        node.put("variant", cell.variant());
        node.put("operation", cell.operation());
        node.put("repeat", cell.repeat());
    }

    private static ObjectNode json(Comparison comparison, Variant variant) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", variant.name());
        node.put("emulator", comparison.isEmulator(variant.name()));
        Optional.ofNullable(comparison.missing().get(variant.name())).ifPresent(reason -> node.put("missing", reason));
        Optional<RunTarget> target = comparison.target(variant.name());
        target.flatMap(RunTarget::database).ifPresent(database -> node.set("database", JsonText.tree(database)));
        ObjectNode limits = MAPPER.createObjectNode();
        target.ifPresent(known -> known.limits().forEach(limits::put));
        if (!limits.isEmpty()) {
            node.set("limits", limits);
        }
        return node;
    }

    private static ObjectNode json(CellResult result) {
        ObjectNode node = MAPPER.createObjectNode();
        put(node, result.cell());
        result.run().ifPresent(run -> node.put("run", file(result.cell(), run)));
        result.failure().ifPresent(reason -> node.put("failure", reason));
        result.bare().ifPresent(bare -> node.set("bareDriver", json(bare)));
        result.run()
                .flatMap(run -> run.trials().get(0).databaseLoad())
                .ifPresent(load -> node.set("databaseLoad", JsonText.tree(load)));
        return node;
    }

    private static ObjectNode json(BareDriver bare) {
        ObjectNode node = MAPPER.createObjectNode();
        bare.perSecond().ifPresent(rate -> node.put("perSecond", rate));
        bare.failure().ifPresent(reason -> node.put("failure", reason));
        return node;
    }

    /** Returns where the run's file is, from the comparison's folder. */
    private static String file(Cell cell, Run run) {
        return cell.folder() + "/" + run.runId() + "/" + RunFile.NAME;
    }

    private static ObjectNode json(Comparison comparison, Column column) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("operation", column.operation());
        node.put("metric", column.quantity().word());
        node.put("unit", column.quantity().unit().symbol());
        node.put("better", column.quantity().better().word());
        column.reference().ifPresent(reference -> {
            node.put("reference", reference);
            node.put("ratioConfidence", JsonText.rounded(column.confidenceOfOne()));
        });
        ArrayNode entries = node.putArray("entries");
        column.entries().forEach(entry -> entries.add(json(comparison, entry)));
        return node;
    }

    private static ObjectNode json(Comparison comparison, Entry entry) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("variant", entry.variant());
        if (comparison.isEmulator(entry.variant())) {
            node.put("emulator", true);
        }
        ArrayNode repeats = node.putArray("repeats");
        entry.repeats()
                .forEach((repeat, value) ->
                        repeats.addObject().put("repeat", repeat).put("value", value));
        entry.median().ifPresent(median -> put(node, median));
        entry.against().ifPresent(against -> put(node, against));
        return node;
    }

    private static void put(ObjectNode node, Median median) {
        node.put("median", median.value());
        median.interval().ifPresent(interval -> {
            node.put("low", interval.low());
            node.put("high", interval.high());
            node.put("confidence", JsonText.rounded(interval.confidence()));
        });
    }

    private static void put(ObjectNode node, RatioToBest against) {
        node.put("ratio", JsonText.rounded(against.ratio().ratio()));
        against.ratio().interval().ifPresent(interval -> {
            node.put("ratioLow", JsonText.rounded(interval.low()));
            node.put("ratioHigh", JsonText.rounded(interval.high()));
        });
        node.put("difference", against.difference().text());
    }
}
