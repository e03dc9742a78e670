package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.measure.DatabaseWatch;
import timerbench.harness.measure.LoadTimeline;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.measure.log.RequestFigures;
import timerbench.harness.measure.log.SecondsRecorder;
import timerbench.harness.measure.log.WindowsRecorder;
import timerbench.harness.measure.monitor.NetworkSpeed;
import timerbench.harness.run.LatestLink;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Trial;

/** Makes the run of a load that has ended, out of Gatling's log and what was seen beside it, and writes it down. */
final class RunWriter {
    private final String simulation;
    private final RunProfile profile;
    private final RunTarget target;
    private final ResultsFolder results;

    RunWriter(String simulation, RunProfile profile, RunTarget target, ResultsFolder results) {
        this.simulation = simulation;
        this.profile = profile;
        this.target = target;
        this.results = results;
    }

    /**
     * Returns the run when {@code run.json}, and the table of its callbacks if it has any, are written.
     *
     * @param notes what else is to be said beside the figures
     * @param analysis what the simulation finds out of it by itself
     * @param database that was watched
     * @param judged adds what the trial is judged by
     * @throws IOException if the log cannot be read, or a file not written
     */
    Run write(
            LoadRecord record,
            @Nullable Callbacks callbacks,
            List<String> notes,
            Optional<Analysis> analysis,
            Optional<DatabaseWatch> database,
            UnaryOperator<Trial> judged)
            throws IOException {
        Path folder = results.run();
        Optional<SecondsRecorder> seconds = record.recorder();
        List<Consumer<LogRecord.Request>> listeners =
                new ArrayList<>(seconds.stream().toList());
        analysis.ifPresent(listeners::add);
        WindowsRecorder windows = new WindowsRecorder(record.windows());
        listeners.add(windows);
        RequestFigures figures = RequestFigures.read(folder.resolve("simulation.log"), record.hold(), listeners);
        Trial trial = record.trial(figures, seconds)
                .withNotes(notes)
                .withNotes(Provenance.unknown().stream().toList());
        LoadTimeline timeline = new LoadTimeline(record.windows());
        List<LatenessSecond> lateness = List.of();
        if (callbacks != null) {
            trial = callbacks.end(trial, figures);
            callbacks.write(folder);
            lateness = callbacks.report().seconds();
            timeline.with(lateness).withViolations(callbacks.report().violations());
        }
        trial.seconds().ifPresent(timeline::with);
        trial = trial.with(timeline.with(windows)
                .with(record.usages())
                .withMachine(record.busy())
                .timeline());
        if (target.kind() == RunTarget.Kind.URL) {
            trial = trial.with(NetworkSpeed.bytesPerSecond().stream()
                    .mapToObj(speed -> Metric.networkSpeed((double) speed))
                    .toList());
        }
        if (analysis.isPresent()) {
            trial = analysis.get().complete(trial, new Analysis.Context(record.usages(), lateness));
        }
        Trial known = judged.apply(database.isPresent() ? database.get().complete(trial) : trial);
        Run run = new Run(
                folder.getFileName().toString(), simulation, profile, target, Provenance.read(), List.of(known));
        RunFile.write(folder, run);
        LatestLink.point(results.folder(), folder);
        return run;
    }
}
