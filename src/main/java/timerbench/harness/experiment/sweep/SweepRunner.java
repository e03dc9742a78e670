package timerbench.harness.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.experiment.RunSeries;
import timerbench.harness.experiment.RunSeries.Made;
import timerbench.harness.experiment.RunSeries.Planned;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.Point;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.SweepPlan;
import timerbench.harness.judge.scaling.SweepPlan.Cell;
import timerbench.harness.judge.scaling.SweepRun;
import timerbench.harness.load.SimulationCheck;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.IndexFile;
import timerbench.harness.show.SweepFiles;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Makes the runs of a sweep, each on a fresh target, and writes the results. */
public final class SweepRunner {
    private static final List<String> SEARCH = List.of("start", "most", "lowest");

    private static final String USERS = "stress.concurrent";

    /** The time of a run beside its load: two JVMs, a database, a report. */
    private static final Duration BESIDE_THE_LOAD = Duration.ofSeconds(20);

    private final SweepPlan plan;
    private final Settings settings;
    private final Map<String, String> given;

    /**
     * Creates a runner that has started nothing.
     *
     * @param settings of this process, with those that were given
     * @param given settings of all runs, by full names
     */
    public SweepRunner(SweepPlan plan, Settings settings, Map<String, String> given) {
        this.plan = plan;
        this.settings = settings;
        this.given = given;
    }

    /**
     * Checks the settings of all runs, and starts nothing. Returns how long a run takes, as far as is known.
     *
     * @throws SettingsException if a run would be refused because of them, or needs a Docker engine and none answers
     */
    public Duration check() {
        requireFreeSearch();
        requireFreeAxes();
        Duration longest = Duration.ZERO;
        for (Point point : plan.points()) {
            Settings varied = settings.with(varied(point));
            Duration time = SimulationCheck.loadTime(simulation(), varied);
            longest = time.compareTo(longest) > 0 ? time : longest;
            requireEngine(varied);
        }
        return longest.plus(BESIDE_THE_LOAD);
    }

    private void requireFreeSearch() {
        for (String key : SEARCH) {
            String name = "breakpoint.search." + key;
            if (plan.measure() == Measure.DEMAND && settings.isChosen(name)) {
                throw new SettingsException(
                        Settings.key(name) + ": has no effect on demand, which tries the rate of --rate and no other");
            }
        }
    }

    /** A value that is given would be lost without a word. */
    private void requireFreeAxes() {
        for (Axis axis : plan.axes()) {
            if (given.containsKey(axis.setting())) {
                throw new SettingsException(axis.setting() + ": is an axis of the sweep, and cannot be given as well");
            }
        }
    }

    private static void requireEngine(Settings varied) {
        boolean isContained = Boolean.parseBoolean(varied.text("docker.service.contained"));
        if (isContained || varied.text("provision").equals("docker")) {
            DockerEngine.complaint().ifPresent(complaint -> {
                throw new SettingsException(complaint);
            });
        }
    }

    /** Returns the runs in the order in which they are made, with their places and settings. */
    public List<Planned> planned() {
        return plan.order().stream().map(this::planned).toList();
    }

    private Planned planned(Cell cell) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.putAll(varied(cell.point()));
        return new Planned(plan.text(cell), cell.folder(), simulation(), all);
    }

    private String simulation() {
        return "simulations." + plan.measure().simulation();
    }

    /** Returns the settings that make a run one of this point. */
    private Map<String, String> varied(Point point) {
        Map<String, String> varied = new LinkedHashMap<>();
        for (int i = 0; i < plan.axes().size(); i++) {
            Axis axis = plan.axes().get(i);
            varied.putAll(axis.implied());
            varied.put(axis.setting(), point.values().get(i));
            if (axis.kind() == Axis.Kind.INJECTORS) {
                varied.put(Settings.key(USERS), users(point.values().get(i)));
            }
        }
        plan.what().operation().ifPresent(word -> varied.put(Settings.key("stress.operation"), word));
        plan.what().rate().ifPresent(rate -> {
            varied.put(Settings.key("breakpoint.search.start"), Numbers.asGiven(rate));
            varied.put(Settings.key("breakpoint.search.most"), Numbers.asGiven(rate));
            varied.put(Settings.key("breakpoint.search.lowest"), "1");
        });
        return varied;
    }

    /** Injectors share the users. Each gets as many as one would have alone. */
    private String users(String injectors) {
        long each =
                Long.parseLong(String.valueOf(settings.profiledValues("stress").get("concurrent")));
        return Long.toString(each * (long) Axis.number(injectors));
    }

    /**
     * Makes the runs, writes the files and prints the table; the caller says how it ended. Returns the sweep, also if
     * it was interrupted.
     *
     * @param id of the sweep
     * @param folder for the results, which exists
     * @param expected how long a run takes, as far as is known before the first
     */
    public Sweep run(String id, Path folder, Duration expected) throws IOException, InterruptedException {
        RunSeries series = RunSeries.into(folder);
        List<Cell> cells = plan.order();
        List<SweepRun> runs = new ArrayList<>();
        for (Made made : series.make(planned(), expected)) {
            runs.add(new SweepRun(cells.get(runs.size()), made.run(), made.failure()));
        }
        Sweep sweep = Sweep.of(id, plan, given, runs);
        SweepFiles.write(folder, sweep);
        series.print(SweepFiles.console(sweep));
        IndexFile.writeAround(folder);
        return sweep;
    }
}
