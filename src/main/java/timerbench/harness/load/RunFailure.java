package timerbench.harness.load;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.TimelineEvent;

/**
 * What went wrong with a run. The process then ends with 3, or with 1 if no more is wrong than that a threshold was crossed;
 * after Gatling's reports, and whatever they say.
 */
final class RunFailure {
    private final AtomicReference<@Nullable TimelineEvent> fault = new AtomicReference<>();
    private final AtomicBoolean crossed = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    RunFailure() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endFailed, "run-failed"));
    }

    private void endFailed() {
        if (interrupted.get()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        if (fault.get() != null) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
        if (crossed.get()) {
            Runtime.getRuntime().halt(ExitCode.THRESHOLD_CROSSED);
        }
    }

    /** Takes in that the run failed; returns whether that is the first such report. */
    boolean report(String what) {
        return fault.compareAndSet(null, new TimelineEvent(Instant.now(), TimelineEvent.Kind.FAULT, what));
    }

    /** Takes in that somebody wants the load to end; returns whether nothing had ended it yet. */
    boolean interrupt() {
        interrupted.set(true);
        return report("interrupted");
    }

    boolean isInterrupted() {
        return interrupted.get();
    }

    /** Takes in that a threshold was crossed that Gatling does not judge. */
    void thresholdCrossed() {
        crossed.set(true);
    }

    Optional<String> reason() {
        return fault().map(TimelineEvent::text);
    }

    /** Returns the same with when it was. */
    Optional<TimelineEvent> fault() {
        return Optional.ofNullable(fault.get());
    }
}
