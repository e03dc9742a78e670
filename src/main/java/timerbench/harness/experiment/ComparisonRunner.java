package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import timerbench.harness.judge.compare.CellResult;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.load.Console;
import timerbench.harness.load.RunProcess;
import timerbench.harness.load.SimulationCheck;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Run;
import timerbench.harness.show.ComparisonFiles;
import timerbench.harness.show.IndexFile;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * Makes the runs of a comparison, each in a JVM of its own on a fresh target, and writes the results. The first
 * Ctrl-C ends the current run, which does not count, and writes the results of those before. The second ends the
 * process immediately.
 */
public final class ComparisonRunner {
    private static final String SIMULATION = "simulations.DatabaseStressSimulation";
    private static final String OPERATION = Settings.key("stress.operation");
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Where progress comes in lines, one in so many is printed: they would drown the rest. */
    private static final int LINES_LEFT_OUT = 6;

    private final String id;
    private final ComparisonPlan plan;
    private final Settings settings;
    private final Map<String, String> given;
    private final Path folder;
    private final Console console = Console.system();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final List<CellResult> results = new ArrayList<>();
    private volatile boolean interrupted;
    private volatile @Nullable Process running;

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
    }

    private void interrupt() {
        interrupted = true;
        console.say("timer-bench: interrupted; the current run ends and does not count. Ctrl-C again ends immediately");
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    /** Shows how much of the comparison is done, and what it does now. */
    private void progress(String line) {
        console.progress((double) results.size() / comparison().cells().size(), line);
    }

    private void say(String line) {
        console.say("timer-bench: " + line);
    }

    /**
     * Makes the runs, writes the files and prints the table; the caller says how it ended. Returns the comparison, also if it was interrupted.
     *
     * @param expected how long a run takes, as far as is known before the first
     * @throws SettingsException if no variant can be run because of its settings
     */
    public Comparison run(Duration expected) throws IOException, InterruptedException {
        RunProcess.onInterrupt(this::interrupt, () -> System.exit(ExitCode.INTERRUPTED));
        tryVariants();
        List<Cell> cells = comparison().cells();
        RemainingTime remaining = new RemainingTime(cells.size(), expected);
        say(cells.size() + (cells.size() == 1 ? " run, " : " runs, ") + remaining.text() + "; results go to " + folder);
        for (Cell cell : cells) {
            if (interrupted) {
                break;
            }
            long start = System.nanoTime();
            CellResult result =
                    run(cell, "[" + (results.size() + 1) + " of " + cells.size() + "] " + cell.text(), remaining);
            if (!interrupted) {
                results.add(result);
                remaining.runTook(Duration.ofNanos(System.nanoTime() - start));
            }
        }
        return written();
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
            if (interrupted) {
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
            say(plan.varied() + " " + variant.name() + " is ready");
        } catch (TargetException | DatabaseException | SettingsException e) {
            leaveOut(variant, e);
        }
    }

    private void leaveOut(Variant variant, RuntimeException e) {
        missing.put(variant.name(), e.getMessage());
        say(variant.name() + " is not available: " + e.getMessage());
    }

    private Comparison comparison() {
        return new Comparison(id, plan, given, missing, results);
    }

    private Comparison written() throws IOException {
        Comparison comparison = comparison();
        ComparisonFiles.write(folder, comparison);
        console.say("\n" + ComparisonFiles.console(comparison));
        IndexFile.writeAround(folder);
        return comparison;
    }

    /** Makes one run. Whatever goes wrong with it, the others go on. */
    private CellResult run(Cell cell, String place, RemainingTime remaining) throws InterruptedException {
        say(place + ", " + remaining.text() + " left");
        Optional<BareDriver> bare = bare(cell, place);
        CellResult result;
        try {
            result = attempt(cell, place);
        } catch (IOException e) {
            result = CellResult.failed(cell, String.valueOf(e.getMessage()));
        }
        if (!interrupted) {
            result.failure().ifPresent(reason -> say(place + ": failed: " + reason));
        }
        return bare.map(result::with).orElse(result);
    }

    /** Measures the bare driver just before the run, so that both see the same machine. */
    private Optional<BareDriver> bare(Cell cell, String place) {
        if (!plan.asksBareDriver(cell)) {
            return Optional.empty();
        }
        progress(place + " · bare driver");
        Optional<BareDriver> bare =
                BareCreates.of(settings.with(plan.variant(cell.variant()).settings()));
        if (!interrupted) {
            bare.flatMap(BareDriver::failure)
                    .ifPresent(reason -> say(place + ": the bare driver was not measured: " + reason));
        }
        return bare;
    }

    private CellResult attempt(Cell cell, String place) throws IOException, InterruptedException {
        Path results = Files.createDirectories(folder.resolve(cell.folder()));
        Path log = results.resolve(GatlingProcess.LOG);
        Map<String, String> properties = new LinkedHashMap<>(given);
        properties.putAll(plan.variant(cell.variant()).settings());
        properties.put(OPERATION, cell.operation());
        Process process = GatlingProcess.start(SIMULATION, results, properties, log);
        running = process;
        try {
            await(process, () -> place + " · " + RunLog.progress(log));
        } finally {
            end(process);
        }
        return result(cell, results, process.exitValue());
    }

    private interface Progress {
        String line() throws IOException;
    }

    private void await(Process process, Progress progress) throws IOException, InterruptedException {
        long period = console.period(LINES_LEFT_OUT).toMillis();
        while (!interrupted && !process.waitFor(period, TimeUnit.MILLISECONDS)) {
            progress(progress.line());
        }
    }

    private void end(Process process) throws InterruptedException {
        running = null;
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** A run that crossed a threshold is a result, too: only one that left no results has failed. */
    private static CellResult result(Cell cell, Path results, int exitCode) throws IOException {
        Optional<Run> run = GatlingProcess.left(results);
        return run.isPresent()
                ? CellResult.of(cell, run.get())
                : CellResult.failed(cell, GatlingProcess.failure(results, exitCode));
    }
}
