package timerbench.harness.load;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.TimelineEvent;

/**
 * What went wrong with a run. It decides how the process ends, after Gatling's reports and whatever they say: with
 * 130 after Ctrl-C, with 3 after a failure, with 1 if only a threshold was crossed.
 */
final class RunFailure {
    private static final String INTERRUPTED = "interrupted";

    private final AtomicReference<Optional<TimelineEvent>> fault = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean crossed = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    RunFailure() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endFailed, "run-failed"));
    }

    private void endFailed() {
        if (interrupted.get()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        if (fault.get().isPresent()) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
        if (crossed.get()) {
            Runtime.getRuntime().halt(ExitCode.THRESHOLD_CROSSED);
        }
    }

    /** Records that the run failed; returns whether this is the first report. */
    boolean report(String what) {
        TimelineEvent event = new TimelineEvent(Instant.now(), TimelineEvent.Kind.FAULT, what);
        return fault.getAndUpdate(known -> known.or(() -> Optional.of(event))).isEmpty();
    }

    /** Records that somebody interrupts the load; returns whether nothing had ended it yet. */
    boolean interrupt() {
        interrupted.set(true);
        return report(INTERRUPTED);
    }

    boolean isInterrupted() {
        return interrupted.get();
    }

    /** Returns whether something other than an interrupt ended the load. */
    boolean isBroken() {
        return reason().filter(why -> !why.equals(INTERRUPTED)).isPresent();
    }

    /** Records that a threshold was crossed that Gatling does not judge. */
    void thresholdCrossed() {
        crossed.set(true);
    }

    /** Returns the first reason reported. */
    Optional<String> reason() {
        return fault().map(TimelineEvent::text);
    }

    /** Returns the first reason reported, with its instant. */
    Optional<TimelineEvent> fault() {
        return fault.get();
    }
}
