package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import timerbench.harness.measure.TargetCheck;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.log.RequestFigures;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/** The callbacks after a load: waits for those that are outstanding, ends the ledger, and reports what it holds. */
final class CallbackDrain {
    private static final String FILE = "callbacks.csv";
    private static final int MOST_SECONDS = 40;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Callbacks callbacks;
    private final RunFailure failure;
    private final Runnable onPoll;
    private final Drain drain;
    private volatile Supplier<Instant> lastDue = Instant::now;
    private volatile Optional<LedgerReport> report = Optional.empty();
    private volatile Optional<Duration> listened = Optional.empty();

    /**
     * @param failure of the run, after which nobody is left who could call
     * @param onPoll runs for as long as a virtual user waits for callbacks
     * @param listening receives how long the receiver listens on, when no callback is waited for any more
     */
    CallbackDrain(Callbacks callbacks, RunFailure failure, Runnable onPoll, Consumer<Duration> listening) {
        this.callbacks = callbacks;
        this.failure = failure;
        this.onPoll = onPoll;
        this.drain = callbacks.drain(listening);
    }

    /**
     * Returns the population after the load: one virtual user that waits for outstanding callbacks, listens on, and
     * ends the ledger.
     *
     * @param lastDue when the last timer is due
     */
    PopulationBuilder population(Supplier<Instant> lastDue) {
        return scenario("drain").exec(steps(lastDue)).injectOpen(atOnceUsers(1));
    }

    /**
     * Returns the same as the last steps of a virtual user.
     *
     * @param lastDue when the last timer is due
     */
    ChainBuilder steps(Supplier<Instant> lastDue) {
        this.lastDue = lastDue;
        return exec(callbacks.stats().attach())
                .exec(session -> {
                    drain.begin(this.lastDue.get());
                    return session;
                })
                .asLongAs(session -> {
                    onPoll.run();
                    return isOn();
                })
                .on(pause(POLL))
                .exec(session -> {
                    settle();
                    return session;
                });
    }

    /**
     * Waits for outstanding callbacks after a load that was interrupted: Gatling's part is over then, the ledger's
     * is not.
     */
    void drainNow() {
        if (report.isPresent()) {
            return;
        }
        drain.begin(lastDue.get());
        while (isOn()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        settle();
    }

    private boolean isOn() {
        if (failure.isBroken()) {
            drain.stop();
        }
        return drain.isOn();
    }

    private void settle() {
        listened = drain.listened();
        report = Optional.of(drain.settle());
    }

    /** Returns what the ledger holds. If the load was cut short, outstanding callbacks do not count as lost. */
    LedgerReport report() {
        if (report.isEmpty()) {
            report = Optional.of(callbacks.ledger().settle(Instant.EPOCH));
        }
        return report.get();
    }

    /** Ends the receiver; returns the trial with the figures of the ledger and of the target itself. */
    Trial end(Trial trial, RequestFigures figures) {
        TargetCheck.Findings findings = callbacks.close();
        List<Metric> metrics = new ArrayList<>(report().metrics(callbacks.fields()));
        listened.ifPresent(time -> metrics.add(Metric.listened(time)));
        figures.operations().stream()
                .filter(operation -> operation.operation().equals(Callbacks.REQUEST))
                .flatMap(operation -> operation.throughput().stream())
                .forEach(perSecond -> metrics.add(Metric.executions(perSecond)));
        findings.clocks()
                .ifPresent(clocks -> metrics.add(
                        Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, (double) clocks.uncertaintyMicros())));
        List<String> notes = new ArrayList<>(findings.notes());
        notes.addAll(unchecked());
        report().hint().ifPresent(notes::add);
        report().examples()
                .forEach(
                        (outcome, timers) -> notes.add(outcome.word() + ", for example: " + String.join(", ", timers)));
        return trial.with(metrics).withNotes(notes).withParts(report().groups());
    }

    /** Returns a note for each outcome that callbacks of this dialect do not show. */
    private List<String> unchecked() {
        return Arrays.stream(CallbackOutcome.values())
                .filter(outcome -> !LedgerReport.isFoundBy(outcome, callbacks.fields()))
                .map(outcome -> outcome.word() + ": not checked, the dialect names no such field of callbacks")
                .toList();
    }

    /** Writes the first callbacks of each second, and their lateness, as a table for other programs. */
    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), LatenessSecond.csv(report().seconds()));
    }

    /** Returns the same table for people; empty if it is too long for a console. */
    List<String> seconds() {
        List<LatenessSecond> seconds = report().seconds();
        return seconds.size() > MOST_SECONDS ? List.of() : LatenessSecond.table(seconds);
    }
}
