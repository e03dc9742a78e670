package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import timerbench.harness.experiment.RunSeries.Made;
import timerbench.harness.experiment.RunSeries.Planned;
import timerbench.harness.judge.compare.CellResult;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.load.SimulationCheck;
import timerbench.harness.show.ComparisonFiles;
import timerbench.harness.show.IndexFile;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Makes the runs of a comparison, each on a fresh target, and writes the results. */
public final class ComparisonRunner {
    private static final String SIMULATION = "simulations.DatabaseStressSimulation";
    private static final String OPERATION = Settings.key("stress.operation");

    private final String id;
    private final ComparisonPlan plan;
    private final Settings settings;
    private final Map<String, String> given;
    private final Path folder;
    private final RunSeries series;
    private final Map<String, String> missing = new LinkedHashMap<>();

    /** What the bare driver wrote before the runs, by their folders. */
    private final Map<String, BareDriver> bare = new LinkedHashMap<>();

    /**
     * @param settings of this process, with those that were given
     * @param given settings of all runs, by full names
     * @param folder for the results, which exists
     */
    public ComparisonRunner(String id, ComparisonPlan plan, Settings settings, Map<String, String> given, Path folder) {
        this.id = id;
        this.plan = plan;
        this.settings = settings;
        this.given = given;
        this.folder = folder;
        this.series = RunSeries.into(folder);
    }

    /**
     * Makes the runs, writes the files and prints the table; the caller says how it ended. Returns the comparison,
     * also if it was interrupted.
     *
     * @param expected how long a run takes, as far as is known before the first
     * @throws SettingsException if no variant can be run because of its settings
     */
    public Comparison run(Duration expected) throws IOException, InterruptedException {
        tryVariants();
        List<Cell> cells = comparison(List.of()).cells();
        List<Made> made = series.make(cells.stream().map(this::planned).toList(), expected, this::measureBare);
        List<CellResult> results = new ArrayList<>();
        for (Made each : made) {
            results.add(result(cells.get(results.size()), each));
        }
        return written(comparison(results));
    }

    /**
     * Checks the settings of all runs, and starts nothing. Returns why variants cannot be run, by their names.
     *
     * @throws SettingsException if no variant can be run because of its settings
     */
    public static Map<String, SettingsException> refused(ComparisonPlan plan, Settings settings) {
        Map<String, SettingsException> refused = new LinkedHashMap<>();
        for (Variant variant : plan.variants()) {
            try {
                for (String operation : plan.operations()) {
                    SimulationCheck.check(
                            SIMULATION, settings.with(variant.settings()).with(Map.of(OPERATION, operation)));
                }
            } catch (SettingsException e) {
                refused.put(variant.name(), e);
            }
        }
        if (refused.size() == plan.variants().size()) {
            throw refused.values().iterator().next();
        }
        return refused;
    }

    /** Starts every variant once, so that one that is not available is known before the first run. */
    private void tryVariants() {
        Map<String, SettingsException> refused = refused(plan, settings);
        for (Variant variant : plan.variants()) {
            if (series.isInterrupted()) {
                return;
            }
            if (refused.containsKey(variant.name())) {
                leaveOut(variant, refused.get(variant.name()));
            } else {
                tryOut(variant);
            }
        }
    }

    private void tryOut(Variant variant) {
        try {
            Settings varied = settings.with(variant.settings());
            Target.open(varied, Target.dialect(varied)).close();
            series.say(plan.varied() + " " + variant.name() + " is ready");
        } catch (TargetException | DatabaseException | SettingsException e) {
            leaveOut(variant, e);
        }
    }

    private void leaveOut(Variant variant, RuntimeException e) {
        missing.put(variant.name(), e.getMessage());
        series.say(variant.name() + " is not available: " + e.getMessage());
    }

    private Comparison comparison(List<CellResult> results) {
        return new Comparison(id, plan, given, missing, results);
    }

    private Comparison written(Comparison comparison) throws IOException {
        ComparisonFiles.write(folder, comparison);
        series.print(ComparisonFiles.console(comparison));
        IndexFile.writeAround(folder);
        return comparison;
    }

    private Planned planned(Cell cell) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.putAll(plan.variant(cell.variant()).settings());
        all.put(OPERATION, cell.operation());
        return new Planned(cell.text(), cell.folder(), SIMULATION, all);
    }

    private CellResult result(Cell cell, Made made) {
        return new CellResult(cell, made.run(), made.failure(), Optional.ofNullable(bare.get(cell.folder())));
    }

    /**
     * Measures the bare driver just before the run, so that both see the same machine. Returns why it was not
     * measured.
     */
    private Optional<String> measureBare(Planned run, Consumer<String> progress) {
        Optional<BareDriver> wrote = plan.order().stream()
                .filter(cell -> cell.folder().equals(run.folder()) && plan.asksBareDriver(cell))
                .findFirst()
                .flatMap(cell -> measureBare(cell, progress));
        wrote.ifPresent(known -> bare.put(run.folder(), known));
        return wrote.flatMap(BareDriver::failure).map(reason -> "the bare driver was not measured: " + reason);
    }

    private Optional<BareDriver> measureBare(Cell cell, Consumer<String> progress) {
        progress.accept("bare driver");
        return BareCreates.of(settings.with(plan.variant(cell.variant()).settings()));
    }
}
