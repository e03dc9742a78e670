package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.measure.LoadTimeline;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.monitor.NetworkSpeed;
import timerbench.harness.measure.requests.RequestFigures;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.measure.requests.WindowsRecorder;
import timerbench.harness.run.Injector;
import timerbench.harness.run.LatestLink;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.show.IndexFile;
import timerbench.harness.show.ReportFiles;

/**
 * The results of a load that has ended: made from Gatling's log and what was seen beside it, written, and reported.
 */
final class RunResults {
    /**
     * What loaded what.
     *
     * @param injectors that shared the load; nothing if this process sent it
     */
    record Sides(RunTarget target, RunEnvironment environment, List<Injector> injectors) {}

    private final Benchmark<?> benchmark;
    private final Sides sides;
    private final Optional<CallbackFigures> callbacks;
    private final Console console;

    RunResults(Benchmark<?> benchmark, Sides sides, Optional<CallbackFigures> callbacks) {
        this.benchmark = benchmark;
        this.sides = sides;
        this.callbacks = callbacks;
        this.console = benchmark.console();
    }

    /**
     * Returns the run when {@code run.json} is written, and the table of its callbacks if it has any.
     *
     * @param notes for the reader of the figures, beside those of the record and of the callbacks
     * @param folder of the run
     * @throws IOException if a file cannot be written
     */
    Run write(LoadRecord record, RequestTable requests, List<String> notes, Path folder) throws IOException {
        Run run = new Run(
                        folder.getFileName().toString(),
                        benchmark.simulation(),
                        benchmark.profile(),
                        sides.target(),
                        sides.environment(),
                        List.of(benchmark.judge().judged(trial(record, requests, notes, folder))))
                .with(sides.injectors());
        RunFile.write(folder, run);
        LatestLink.point(benchmark.results().folder(), folder);
        writePages(run, folder);
        return run;
    }

    /** Writes the pages, which can be made again from {@code run.json}: without them, the run is still reported. */
    private void writePages(Run run, Path folder) {
        try {
            ReportFiles.writePage(folder, run);
            IndexFile.write(benchmark.results().folder());
        } catch (IOException | RuntimeException e) {
            benchmark.failure().report("the pages could not be written");
            console.note("the pages of the run could not be written: " + e
                    + "; after that is repaired, ./timer-bench report and ./timer-bench report --index make them");
        }
    }

    private Trial trial(LoadRecord record, RequestTable requests, List<String> notes, Path folder) throws IOException {
        RequestFigures figures = RequestFigures.of(requests, record.hold());
        Trial trial = record.trial(figures, record.recorder(requests))
                .withNotes(notes)
                .withNotes(Provenance.unknown().stream().toList());
        LoadTimeline timeline = new LoadTimeline(record.windows());
        List<LatenessSecond> lateness = List.of();
        if (callbacks.isPresent()) {
            trial = callbacks.get().addedTo(trial, figures);
            callbacks.get().write(folder);
            lateness = callbacks.get().report().seconds();
            timeline.with(lateness).withViolations(callbacks.get().report().violations());
        }
        trial.seconds().ifPresent(timeline::with);
        trial = trial.with(timeline.with(new WindowsRecorder(requests, record.windows()))
                .with(record.usages())
                .withMachine(record.busy())
                .timeline());
        if (sides.target().kind() == RunTarget.Kind.URL) {
            trial = trial.with(NetworkSpeed.bytesPerSecond().stream()
                    .mapToObj(speed -> Metric.networkSpeed((double) speed))
                    .toList());
        }
        Analysis.Context context = new Analysis.Context(record.start(), requests, record.usages(), lateness);
        for (Analysis analysis : benchmark.analyses()) {
            trial = analysis.complete(trial, context);
        }
        trial = benchmark.shards().complete(trial);
        return benchmark.database().isPresent() ? benchmark.database().get().complete(trial) : trial;
    }

    /** Prints the table, takes over the judgement, and records the run in the history. */
    void report(Run run) throws IOException {
        judge(run.trials().get(0));
        console.say("\n" + ReportFiles.console(run).stripTrailing());
        List<String> seconds = callbacks.map(CallbackFigures::seconds).orElse(List.of());
        if (!seconds.isEmpty()) {
            console.say("\n" + String.join("\n", seconds));
        }
        History.HistorySettings history = benchmark.allSettings().read("history", History.HistorySettings.class);
        if (history.record()) {
            try (History open = History.open(history, message -> console.say("timer-bench: " + message))) {
                open.record(HistoryRow.of(run));
            }
        }
    }

    private void judge(Trial trial) {
        if (trial.thresholds().stream().anyMatch(each -> each.standing() == Threshold.Standing.CROSSED)) {
            benchmark.failure().thresholdCrossed();
        }
        if (trial.generatorSaturated().orElse(false)) {
            benchmark.failure().report(LastWord.SATURATED);
        }
    }
}
