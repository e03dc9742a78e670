package timerbench.harness.judge.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.run.Database;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunTarget;

/**
 * The runs of a plan that were made, with their results.
 *
 * @param id the name of the folder
 * @param settings that were given for all runs, by their full names
 * @param missing the variants that were not run at all, with the reason
 * @param results in the order in which the runs were made
 */
public record Comparison(
        String id,
        ComparisonPlan plan,
        Map<String, String> settings,
        Map<String, String> missing,
        List<CellResult> results) {
    /**
     * Names the form of {@code comparison.json}, for which {@code schema/comparison-1.schema.json} is on the class
     * path.
     */
    public static final String SCHEMA = "timerbench/comparison/1";

    /** The word for what a comparison of databases varies. */
    public static final String DATABASE = "database";

    /** The word for what a comparison of targets varies. Others vary a setting, which they name. */
    public static final String TARGET = "target";

    public Comparison {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        results = List.copyOf(results);
    }

    /** Returns the runs to make: those of the plan without the missing variants. */
    public List<Cell> cells() {
        return plan.order().stream()
                .filter(cell -> !missing.containsKey(cell.variant()))
                .toList();
    }

    /** Returns whether all runs were made, however they ended. */
    public boolean isComplete() {
        return results.size() == cells().size();
    }

    /** Returns the runs whose figures do not count. */
    public List<CellResult> failures() {
        return results.stream().filter(result -> result.failure().isPresent()).toList();
    }

    /** Returns the runs before which the bare driver failed. */
    public List<CellResult> bareFailures() {
        return results.stream()
                .filter(result -> result.bare().flatMap(BareDriver::failure).isPresent())
                .toList();
    }

    /** Returns any run, to read from it what is the same for all: machine, profile, load. */
    public Optional<Run> anyRun() {
        return runs().findFirst();
    }

    /** Returns the runs that left results, in the order in which they were made. */
    public Stream<Run> runs() {
        return results.stream().flatMap(result -> result.run().stream());
    }

    /** Returns the target of the variant's runs, which is the same for all of them. */
    public Optional<RunTarget> target(String variant) {
        return results.stream()
                .filter(result -> result.cell().variant().equals(variant))
                .flatMap(result -> result.run().stream())
                .map(Run::target)
                .findFirst();
    }

    /** Returns whether the variant ran on an emulator, so that its figures are not the product's. */
    public boolean isEmulator(String variant) {
        return target(variant)
                .flatMap(RunTarget::database)
                .map(Database::emulator)
                .orElse(false);
    }

    /** Returns a setting of the load, as the runs recorded it. */
    public Optional<String> loadSetting(String name) {
        return anyRun().map(run -> run.profile().settings().get(name))
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    /**
     * Returns the columns of an operation, one for each of its metrics, including metrics that were never measured.
     */
    public List<Column> columns(String operation) {
        List<Column> columns = new ArrayList<>();
        for (ComparedMetric quantity : quantities(operation)) {
            List<Column.Series> all = plan.variants().stream()
                    .map(variant -> series(variant.name(), operation, quantity))
                    .toList();
            columns.add(Column.of(operation, quantity, all));
        }
        return columns;
    }

    /** Returns the metrics that an operation has. */
    public List<ComparedMetric> quantities(String operation) {
        return Stream.of(ComparedMetric.values())
                .filter(quantity -> plan.asksBareDriver(operation) || !quantity.isOfBareDriver())
                .toList();
    }

    private Column.Series series(String variant, String operation, ComparedMetric quantity) {
        NavigableMap<Integer, Double> repeats = new TreeMap<>();
        for (CellResult result : results) {
            Cell cell = result.cell();
            if (cell.variant().equals(variant) && cell.operation().equals(operation)) {
                quantity.of(result).ifPresent(value -> repeats.put(cell.repeat(), value));
            }
        }
        return new Column.Series(variant, isEmulator(variant), repeats);
    }
}
