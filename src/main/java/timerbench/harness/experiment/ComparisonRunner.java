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
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.CellResult;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.load.Console;
import timerbench.harness.load.RunProcess;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Run;
import timerbench.harness.show.ComparisonFiles;
import timerbench.harness.show.ComparisonTable;
import timerbench.settings.Settings;

/**
 * Makes the runs of a comparison, each in a JVM of its own on a fresh target, and writes down what came of them. The first
 * Ctrl-C ends the run that is on, which does not count; what was measured before is written. The second ends at once.
 */
public final class ComparisonRunner {
    private static final String SIMULATION = "simulations.DatabaseStressSimulation";
    private static final String LOG = "console.log";
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** A line a second would drown the rest. */
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
     * @param folder for the results, which is there
     */
    public ComparisonRunner(String id, ComparisonPlan plan, Settings settings, Map<String, String> given, Path folder) {
        this.id = id;
        this.plan = plan;
        this.settings = settings;
        this.given = given;
        this.folder = folder;
    }

    /** Leaves out a variant, for this reason. */
    public void leaveOut(Variant variant, String reason) {
        missing.put(variant.name(), reason);
    }

    /** Has Ctrl-C end this early from now on. */
    public void heedInterrupts() {
        RunProcess.onInterrupt(this::interrupt, () -> System.exit(ExitCode.INTERRUPTED));
    }

    private void interrupt() {
        interrupted = true;
        console.say("timer-bench: interrupted; the run that is on ends and does not count. Ctrl-C again ends at once");
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    public void say(String line) {
        console.say("timer-bench: " + line);
    }

    /**
     * Makes the runs, writes the files and prints the table. Returns what came of it, also if it was interrupted.
     *
     * @param expected how long a run takes, as far as is known before the first
     */
    public Comparison run(Duration expected) throws IOException, InterruptedException {
        List<Cell> cells = comparison().cells();
        RemainingTime remaining = new RemainingTime(cells.size(), expected);
        say(cells.size() + " runs, " + remaining.text() + "; results go to " + folder);
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

    private Comparison comparison() {
        return new Comparison(id, plan, given, missing, results);
    }

    private Comparison written() throws IOException {
        Comparison comparison = comparison();
        ComparisonFiles.write(folder, comparison);
        console.say("\n" + ComparisonTable.format(comparison));
        say("comparison.html, .csv and .json are in " + folder);
        return comparison;
    }

    /** Whatever goes wrong with a run, the others go on. */
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

    /** Just before the run, so that both see the same machine. */
    private Optional<BareDriver> bare(Cell cell, String place) {
        if (!plan.asksBareDriver(cell.operation())) {
            return Optional.empty();
        }
        console.progress(place + " · bare driver");
        Optional<BareDriver> bare = BareCreates.of(settings.with(plan.variant(cell.variant()).settings()));
        if (!interrupted) {
            bare.flatMap(BareDriver::failure)
                    .ifPresent(reason -> say(place + ": the bare driver was not measured: " + reason));
        }
        return bare;
    }

    private CellResult attempt(Cell cell, String place) throws IOException, InterruptedException {
        Path results = Files.createDirectories(folder.resolve(cell.folder()));
        Path log = results.resolve(LOG);
        Map<String, String> properties = new LinkedHashMap<>(given);
        properties.putAll(plan.variant(cell.variant()).settings());
        properties.put(Settings.key("stress.operation"), cell.operation());
        Process process = GatlingProcess.start(SIMULATION, results, properties, log);
        running = process;
        try {
            await(process, () -> place + " · " + RunLog.lastLine(log));
        } finally {
            end(process);
        }
        return result(cell, results, log, process.exitValue());
    }

    private interface Progress {
        String line() throws IOException;
    }

    private void await(Process process, Progress progress) throws IOException, InterruptedException {
        long period = console.period().multipliedBy(LINES_LEFT_OUT).toMillis();
        while (!interrupted && !process.waitFor(period, TimeUnit.MILLISECONDS)) {
            console.progress(progress.line());
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

    /** A threshold that was crossed is an answer, too: what decides is whether the run went to its end and left results. */
    private static CellResult result(Cell cell, Path results, Path log, int exitCode) throws IOException {
        Optional<Run> run = GatlingProcess.left(results);
        return run.isPresent()
                ? CellResult.of(cell, run.get())
                : CellResult.failed(cell, "exit code " + exitCode + ": " + RunLog.complaint(log));
    }
}
