package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import timerbench.harness.measure.TargetCheck;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.clock.ClockOffset;

/** The callbacks after a load: waits for those that are outstanding, ends the ledger, and returns what it holds. */
final class CallbackDrain {
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
    private LedgerReport report() {
        if (report.isEmpty()) {
            report = Optional.of(callbacks.ledger().settle(Instant.EPOCH));
        }
        return report.get();
    }

    /** Returns our own counts, under the names of the target's counts. */
    Map<String, Long> counts() {
        return callbacks.counts();
    }

    /** Ends the receiver, and returns what is known of the callbacks. */
    CallbackFigures end() {
        TargetCheck.Findings findings = callbacks.close();
        return new CallbackFigures(
                report(),
                listened,
                findings.clocks().map(ClockOffset.DuringRun::uncertaintyMicros),
                findings.notes(),
                callbacks.fields());
    }
}
