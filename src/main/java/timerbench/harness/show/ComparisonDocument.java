package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.Database;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** A comparison: its result, then each operation, then what its fairness depends on. */
final class ComparisonDocument {
    private static final String EMULATOR = "an emulator: its figures are not the product's";

    private static final String DOT = " · ";
    private static final String UNKNOWN = "unknown: no run left results";

    private static final int STATEMENTS_SHOWN = 5;

    private ComparisonDocument() {}

    static Document of(Comparison comparison) {
        ComparisonPlan plan = comparison.plan();
        ComparisonResult result = new ComparisonResult(comparison);
        List<Block> blocks = new ArrayList<>();
        blocks.add(About.of(comparison.runs().toList()));
        blocks.add(Sentences.troubles(troubles(comparison)));
        blocks.add(Section.of("Result", result.items()));
        plan.operations().forEach(operation -> blocks.add(OperationBlocks.section(comparison, operation)));
        blocks.add(Section.of("What the databases report about themselves", loads(comparison))
                .onPage());
        blocks.add(Section.of("How to read this", Sentences.small(explanation(comparison))));
        blocks.add(Section.of("Conditions", new Facts(facts(comparison))).behindClick());
        return new Document(comparison.id() + DOT + "timer-bench", Line.of(result.headline()), blocks);
    }

    private static List<Fact> facts(Comparison comparison) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("comparison", comparison.id()));
        facts.add(new Fact("compared", comparison.plan().varied() + ": " + names(comparison.plan())));
        facts.add(new Fact("load", load(comparison)));
        if (!comparison.settings().isEmpty()) {
            facts.add(new Fact("settings", equations(comparison.settings())));
        }
        facts.add(new Fact(
                "machine",
                comparison.anyRun().map(run -> machine(run.environment())).orElse(UNKNOWN)));
        variants(comparison, facts);
        byRepeat(comparison.plan()).forEach((repeat, cells) -> facts.add(new Fact("order " + repeat, order(cells))));
        return facts;
    }

    /** Returns what varies, in a word: {@code database}, {@code target}, or the setting of a sweep. */
    static String variant(ComparisonPlan plan) {
        return plan.varied().substring(plan.varied().lastIndexOf('.') + 1);
    }

    private static String names(ComparisonPlan plan) {
        return plan.variants().stream().map(Variant::name).collect(Collectors.joining(", "));
    }

    private static String load(Comparison comparison) {
        ComparisonPlan plan = comparison.plan();
        String seen = comparison
                .anyRun()
                .map(run -> "profile " + run.profile().name() + DOT + setting(comparison, "concurrent")
                        + " users without pauses for " + setting(comparison, "duration") + " after a warm-up of "
                        + setting(comparison, "warmUp"))
                .orElse(UNKNOWN);
        return seen + DOT + plan.repeats() + (plan.repeats() == 1 ? " repeat" : " repeats") + DOT
                + "order drawn from seed " + plan.seed();
    }

    private static String setting(Comparison comparison, String name) {
        return comparison.loadSetting(name).orElse("unknown");
    }

    static String machine(RunEnvironment environment) {
        return About.machine(environment.machine()) + ", for generator, service and database together" + DOT + "JDK "
                + environment.jdk() + DOT + "commit "
                + environment.gitCommit().orElse("unknown");
    }

    private static void variants(Comparison comparison, List<Fact> facts) {
        List<Fact> variants = comparison.plan().variants().stream()
                .map(variant -> new Fact(variant.name(), text(comparison, variant.name())))
                .toList();
        boolean alike = !comparison.plan().isOfTargets()
                && variants.stream().map(Fact::text).distinct().count() == 1;
        facts.addAll(alike ? List.of(new Fact("database", variants.get(0).text())) : variants);
    }

    private static String text(Comparison comparison, String variant) {
        return Optional.ofNullable(comparison.missing().get(variant))
                .map(reason -> "not available: " + reason)
                .orElseGet(() -> comparison
                        .target(variant)
                        .map(target -> text(comparison, target))
                        .orElse(UNKNOWN));
    }

    private static String text(Comparison comparison, RunTarget target) {
        Stream<String> compared = comparison.plan().isOfTargets() ? Stream.of(target.text()) : Stream.empty();
        Stream<String> database = target.database().stream()
                .flatMap(known -> Stream.of(
                        known.text(),
                        known.provision().map(word -> "provision " + word).orElse("provision unknown")));
        String limits = target.limits().isEmpty()
                ? target.knowsLimits() ? "no limits" : "limits unknown"
                : "limits " + equations(target.limits());
        Stream<String> emulator = target.database().filter(Database::emulator).map(known -> EMULATOR).stream();
        return Stream.of(compared, database, Stream.of(limits), emulator)
                .flatMap(all -> all)
                .collect(Collectors.joining(DOT));
    }

    static String equations(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(DOT));
    }

    private static Map<Integer, List<Cell>> byRepeat(ComparisonPlan plan) {
        return plan.order().stream().collect(Collectors.groupingBy(Cell::repeat, TreeMap::new, Collectors.toList()));
    }

    private static String order(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell.variant() + " " + cell.operation())
                .collect(Collectors.joining(", "));
    }

    private static List<String> troubles(Comparison comparison) {
        List<String> troubles = new ArrayList<>();
        comparison.missing().forEach((variant, reason) -> troubles.add(variant + " is not available: " + reason));
        comparison
                .failures()
                .forEach(failed -> troubles.add(failed.cell().text() + ": does not count: "
                        + failed.failure().orElseThrow()));
        comparison
                .bareFailures()
                .forEach(failed -> troubles.add(failed.cell().text() + ": the bare driver was not measured: "
                        + failed.bare().flatMap(BareDriver::failure).orElseThrow()));
        if (!comparison.isComplete()) {
            troubles.add("NOT COMPLETE: " + comparison.results().size() + " of "
                    + comparison.cells().size() + " runs were made; the values were measured until then");
        }
        return troubles;
    }

    /** Returns a section for each variant and operation, with what the database reported of its last repeat. */
    private static Block[] loads(Comparison comparison) {
        Map<String, DatabaseLoad> loads = new LinkedHashMap<>();
        comparison
                .results()
                .forEach(result -> result.run()
                        .flatMap(run -> run.trials().get(0).databaseLoad())
                        .ifPresent(load -> loads.put(
                                result.cell().variant() + " " + result.cell().operation(), load)));
        return loads.entrySet().stream()
                .map(load -> load(load.getKey(), load.getValue()))
                .toArray(Block[]::new);
    }

    private static Section load(String name, DatabaseLoad load) {
        Table all = TrialBlocks.statements(load);
        Table first = all.rows(0, Math.min(STATEMENTS_SHOWN, all.rows().size()));
        return Section.of(name + DOT + load.source(), first).behindClick();
    }

    private static List<String> explanation(Comparison comparison) {
        ComparisonPlan plan = comparison.plan();
        List<String> sentences = new ArrayList<>();
        sentences.add(medians(plan.repeats()));
        if (plan.variants().size() > 1) {
            sentences.add("ratio: to the best median of the same metric, as the geometric mean of the ratios of the"
                    + " repeats, paired. Its interval is Student's t on logarithms. All intervals of one metric hold"
                    + " together at " + Numbers.percent(Column.CONFIDENCE) + " (Bonferroni, over all pairs).");
        }
        if (anyRanAlready(comparison)) {
            sentences.add("A target of the kind url runs already and is not started afresh for each run: it is warmer,"
                    + " its database is fuller, and its CPU time is not known.");
        }
        if (plan.operations().stream().anyMatch(plan::asksBareDriver)) {
            sentences.add("bare driver: timers per second that the database's driver writes without a service, just as"
                    + " durably, and in the way that is fastest there. It writes to a server of its own (an external"
                    + " one: to a table of its own) just before each run; memory has none. throughput / bare: each"
                    + " repeat's throughput, divided by what the bare driver wrote before it.");
        }
        return sentences;
    }

    private static boolean anyRanAlready(Comparison comparison) {
        return comparison.plan().variants().stream()
                .flatMap(variant -> comparison.target(variant.name()).stream())
                .anyMatch(target -> target.kind() == RunTarget.Kind.URL);
    }

    private static String medians(int repeats) {
        if (repeats == 1) {
            return "One repeat: no interval, and nothing is tested.";
        }
        return "Medians of " + repeats
                + " repeats. Their intervals come from the order of the values; the percentage says"
                + " how often such an interval contains the true median"
                + (repeats < 6
                        ? ". Fewer than 6 repeats cannot reach 95 %, so the interval is that of all values."
                        : ".");
    }
}
