package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.experiment.RunSeries.Made;
import timerbench.harness.experiment.RunSeries.Planned;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverPlan;
import timerbench.harness.judge.recover.RecoverPlan.Cell;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.load.SimulationCheck;
import timerbench.harness.show.IndexFile;
import timerbench.harness.show.RecoverFiles;
import timerbench.harness.targets.fault.Fault;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Makes the runs of a recovery experiment, one fault in each, on a fresh target, and writes the results. */
public final class RecoverRunner {
    /** The short forms of faults that need nothing but the embedded service, its PostgreSQL and the receiver. */
    public static final List<String> DEFAULT_FAULTS = List.of(
            "kill:service@0s",
            "stop:service@10s",
            "restart:service",
            "kill:database@5s",
            "stop:database@5s",
            "restart:database",
            "refuse:receiver@10s");

    private static final String SIMULATION = "simulations.RecoverySimulation";

    private final String id;
    private final RecoverPlan plan;
    private final Map<String, String> given;
    private final Path folder;

    /**
     * @param given settings of all runs, by full names
     * @param folder for the results, which exists
     */
    public RecoverRunner(String id, RecoverPlan plan, Map<String, String> given, Path folder) {
        this.id = id;
        this.plan = plan;
        this.given = given;
        this.folder = folder;
    }

    /** Makes runs one after the other, each in a JVM of its own. */
    @FunctionalInterface
    public interface Runs {
        /** Returns the runs that were made; those to make come with the expected time of one. */
        List<Made> make(List<Planned> runs, Duration expected) throws IOException, InterruptedException;
    }

    /**
     * Returns the fault of a short form such as {@code kill:service@5s}, with the settings of its runs.
     *
     * @throws IllegalArgumentException if it is none; the message quotes it and says why
     */
    public static PlannedFault planned(String shortForm) {
        // What ends the fault of the profile does not end this one.
        Map<String, String> settings =
                Map.of(Settings.key("recovery.fault"), shortForm, Settings.key("recovery.undo"), "");
        return new PlannedFault(shortForm, Fault.of(shortForm).text(), settings);
    }

    /**
     * Checks the settings of all runs, and starts nothing.
     *
     * @throws SettingsException if a fault cannot be done on the target, or another setting is wrong
     */
    public static void check(RecoverPlan plan, Settings settings) {
        for (PlannedFault fault : plan.faults()) {
            try {
                SimulationCheck.check(SIMULATION, settings.with(fault.settings()));
            } catch (SettingsException e) {
                throw new SettingsException(fault.name() + ": " + e.getMessage());
            }
        }
    }

    /**
     * Makes the runs and writes the files. Returns the results, also if they were interrupted.
     *
     * @param expected how long a run takes, as far as is known before the first
     */
    public RecoverResult run(Runs runs, Duration expected) throws IOException, InterruptedException {
        List<Cell> cells = plan.order();
        List<Made> made = runs.make(cells.stream().map(this::planned).toList(), expected);
        List<FaultRun> results = new ArrayList<>();
        for (Made each : made) {
            results.add(result(cells.get(results.size()), each));
        }
        RecoverResult result = new RecoverResult(id, plan, given, results);
        RecoverFiles.write(folder, result);
        IndexFile.writeAround(folder);
        return result;
    }

    private Planned planned(Cell cell) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.putAll(cell.fault().settings());
        return new Planned(cell.text(), cell.folder(), SIMULATION, all);
    }

    private static FaultRun result(Cell cell, Made made) {
        return made.run()
                .map(run -> FaultRun.of(cell, run))
                .orElseGet(() -> FaultRun.failed(cell, made.failure().orElseThrow()));
    }
}
