package timerbench.harness.show;

import java.util.ArrayList;
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
import timerbench.harness.run.Numbers;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunTarget;

/** What must be known of a comparison to judge whether it was fair. */
final class Fairness {
    static final String EMULATOR = "an emulator: its figures are not the product's";

    private static final String DOT = " · ";
    private static final String UNKNOWN = "unknown: no run left results";

    private Fairness() {}

    /** A name and what there is to say. */
    record Line(String name, String text) {}

    static List<Line> lines(Comparison comparison) {
        ComparisonPlan plan = comparison.plan();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("comparison", comparison.id() + DOT + plan.varied() + ": " + names(plan)));
        lines.add(new Line("load", load(comparison)));
        if (!comparison.settings().isEmpty()) {
            lines.add(new Line("settings", equations(comparison.settings())));
        }
        lines.add(new Line(
                "machine",
                comparison.anyRun().map(run -> machine(run.environment())).orElse(UNKNOWN)));
        variants(comparison, lines);
        for (Map.Entry<Integer, List<Cell>> repeat : byRepeat(plan).entrySet()) {
            lines.add(new Line("order " + repeat.getKey(), order(repeat.getValue())));
        }
        return lines;
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

    private static String machine(RunEnvironment environment) {
        RunEnvironment.Machine machine = environment.machine();
        return machine.cpus() + " CPUs " + machine.cpuModel() + ", " + machine.memoryMb() + " MB, " + machine.os() + " "
                + machine.arch() + ", for generator, service and database together" + DOT + "JDK " + environment.jdk()
                + DOT + "commit " + environment.gitCommit().orElse("unknown");
    }

    private static void variants(Comparison comparison, List<Line> lines) {
        List<Line> variants = comparison.plan().variants().stream()
                .map(variant -> new Line(variant.name(), text(comparison, variant.name())))
                .toList();
        boolean alike = variants.stream().map(Line::text).distinct().count() == 1;
        lines.addAll(alike ? List.of(new Line("database", variants.get(0).text())) : variants);
    }

    private static String text(Comparison comparison, String variant) {
        return Optional.ofNullable(comparison.missing().get(variant))
                .map(reason -> "not available: " + reason)
                .orElseGet(() -> comparison.target(variant).map(Fairness::text).orElse(UNKNOWN));
    }

    private static String text(RunTarget target) {
        Stream<String> database = target.database().stream()
                .flatMap(known -> Stream.of(
                        known.text(),
                        known.provision().map(word -> "provision " + word).orElse("provision unknown")));
        String limits = target.limits().isEmpty() ? "no limits" : "limits " + equations(target.limits());
        Stream<String> emulator = target.database().filter(Database::emulator).map(known -> EMULATOR).stream();
        return Stream.of(database, Stream.of(limits), emulator)
                .flatMap(all -> all)
                .collect(Collectors.joining(DOT));
    }

    private static String equations(Map<String, String> values) {
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

    /** Returns what went wrong, a line each. */
    static List<String> troubles(Comparison comparison) {
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
                    + comparison.cells().size() + " runs were made; what follows was measured until then");
        }
        return troubles;
    }

    /** Returns how the figures are to be read, in sentences. */
    static List<String> explanation(Comparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(medians(comparison.plan().repeats()));
        if (comparison.plan().variants().size() > 1) {
            sentences.add(
                    "ratio: to the best median of the same figure: the geometric mean of the ratios of the repeats, paired."
                            + " Its interval is Student's t on logarithms; all of one figure hold together at "
                            + Numbers.percent(Column.CONFIDENCE)
                            + " (Bonferroni, over all pairs). Those of costs are in the files.");
            sentences.add(
                    FigureText.NONE_SHOWN + ": no difference shown, the interval holds 1. " + FigureText.NOT_TESTED
                            + ": no interval, so not tested: a single repeat, or the same ratio in all.");
        }
        if (comparison.plan().operations().stream().anyMatch(comparison.plan()::asksBareDriver)) {
            sentences.add(
                    "bare driver: timers that the database's driver writes per second with no service before it, as"
                            + " durably and in the way that is fastest there, on a server of its own (an external one: in a table of its own) just before each run; memory"
                            + " has none. throughput / bare: each repeat's throughput, divided by what the bare driver wrote before it.");
        }
        return sentences;
    }

    private static String medians(int repeats) {
        if (repeats == 1) {
            return "One repeat: no interval, and nothing is tested.";
        }
        return "Medians of " + repeats
                + " repeats, with an interval from the order of the values, which says how often such"
                + " ones hold the true median"
                + (repeats < 6 ? "; fewer than 6 repeats cannot reach 95 %, so it is that of all values." : ".");
    }
}
