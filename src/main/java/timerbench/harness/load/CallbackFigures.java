package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.requests.RequestFigures;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.dialect.CallbackFields;

/**
 * What is known of the callbacks of a load when it has ended.
 *
 * @param listened how long the receiver listened on after the last callback that was expected; empty if none came, or
 *     if the load was cut short
 * @param clockBoundMicros the largest error of a callback's lateness that the clocks can cause; empty if not known
 * @param findings how the target's counts and its clock compare with ours, in sentences
 * @param fields that callbacks of the target's dialect have
 */
record CallbackFigures(
        LedgerReport report,
        Optional<Duration> listened,
        Optional<Long> clockBoundMicros,
        List<String> findings,
        CallbackFields fields) {
    private static final String FILE = "callbacks.csv";
    private static final int MOST_SECONDS = 40;

    /** Returns the trial with the figures of the ledger and of the target itself. */
    Trial addedTo(Trial trial, RequestFigures figures) {
        List<Metric> metrics = new ArrayList<>(report.metrics(fields));
        listened.ifPresent(time -> metrics.add(Metric.listened(time)));
        figures.operations().stream()
                .filter(operation -> operation.operation().equals(Callbacks.REQUEST))
                .flatMap(operation -> operation.throughput().stream())
                .forEach(perSecond -> metrics.add(Metric.executions(perSecond)));
        clockBoundMicros.ifPresent(
                bound -> metrics.add(Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, (double) (long) bound)));
        List<String> notes = new ArrayList<>(findings);
        notes.addAll(unchecked());
        report.hint().ifPresent(notes::add);
        report.examples()
                .forEach(
                        (outcome, timers) -> notes.add(outcome.word() + ", for example: " + String.join(", ", timers)));
        return trial.with(metrics).withNotes(notes).withParts(report.largestGroups());
    }

    /** Returns a note for each outcome that callbacks of this dialect do not show. */
    private List<String> unchecked() {
        return Arrays.stream(CallbackOutcome.values())
                .filter(outcome -> !LedgerReport.isFoundBy(outcome, fields))
                .map(outcome -> outcome.word() + ": not checked, the dialect names no such field of callbacks")
                .toList();
    }

    /** Writes the first callbacks of each second, and their lateness, as a table for other programs. */
    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), LatenessSecond.csv(report.seconds()));
    }

    /** Returns the same table for people; empty if it is too long for a console. */
    List<String> seconds() {
        List<LatenessSecond> seconds = report.seconds();
        return seconds.size() > MOST_SECONDS ? List.of() : LatenessSecond.table(seconds);
    }
}
