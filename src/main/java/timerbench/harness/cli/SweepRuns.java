package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import timerbench.harness.experiment.RunSeries.Planned;
import timerbench.harness.experiment.TrivialServer;
import timerbench.harness.experiment.sweep.SweepRunner;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.SweepPlan;
import timerbench.harness.load.Console;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.SweepFiles;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Makes the runs of a sweep for a command, or prints them. */
final class SweepRuns {
    @Option(names = "--dry-run", description = "Check everything, print the runs, start nothing.")
    private boolean dryRun;

    boolean isDry() {
        return dryRun;
    }

    /**
     * Makes the runs of a plan, and returns the exit code.
     *
     * @param command whose name the folder of the results begins with; {@code scale} sums up in a paragraph
     * @throws SettingsException if a setting is wrong
     */
    int run(String command, SweepPlan plan, SeriesOptions series, PrintWriter out)
            throws IOException, InterruptedException {
        if (dryRun && series.isJson()) {
            throw new SettingsException("--json: a dry run has no result; leave it out");
        }
        Settings settings = series.settings();
        requireFreshTarget(command, plan, settings);
        SweepRunner runner = new SweepRunner(plan, settings, series.given());
        Duration each = runner.check();
        if (dryRun) {
            print(runner.planned(), each, out);
            return 0;
        }
        String id = GivenPath.id(command);
        Path folder = series.newFolder(id);
        Sweep sweep = plan.axis().kind() == Axis.Kind.INJECTORS
                ? onTrivialServer(plan, series, id, folder, each)
                : runner.run(id, folder, each);
        int exitCode =
                !sweep.isComplete() ? ExitCode.INTERRUPTED : sweep.failures().isEmpty() ? 0 : ExitCode.FAILED;
        series.result(
                () -> SweepFiles.json(sweep, folder, exitCode),
                () -> SweepFiles.end(sweep, folder, Console.resultColours(), command.equals("scale")));
        return exitCode;
    }

    /** What several injectors reach is their own limit only if the server has none. */
    private static Sweep onTrivialServer(SweepPlan plan, SeriesOptions series, String id, Path folder, Duration each)
            throws IOException, InterruptedException {
        try (TrivialServer server = TrivialServer.start()) {
            series.put("target", server.url());
            Sweep sweep = new SweepRunner(plan, series.settings(), series.given()).run(id, folder, each);
            System.err.println("timer-bench: " + server.usage());
            return sweep;
        }
    }

    private static void requireFreshTarget(String command, SweepPlan plan, Settings settings) {
        String target = settings.text("target");
        if (target.contains("://")) {
            throw new SettingsException(Settings.key("target") + ": " + command
                    + " starts a fresh target for each run; wanted embedded, a file or an image");
        }
        plan.axes().stream()
                .filter(axis -> axis.setting().matches("timerbench\\.(docker\\.)?service\\..*"))
                .filter(axis -> !target.equals("embedded"))
                .findFirst()
                .ifPresent(axis -> {
                    throw new SettingsException(axis.name() + ": is a setting of the reference service; "
                            + Settings.key("target") + " must be embedded");
                });
    }

    private static void print(List<Planned> runs, Duration each, PrintWriter out) {
        out.println("timer-bench: dry run: " + runs.size() + " runs of about " + Numbers.text(each)
                + " each, in this order; nothing was started");
        runs.forEach(run -> out.println("  " + run.name()));
        out.flush();
    }
}
