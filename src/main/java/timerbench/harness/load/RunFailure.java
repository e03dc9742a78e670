package timerbench.harness.load;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.TimelineEvent;

/**
 * What went wrong with a run. It decides how the process ends, after Gatling's reports and whatever they say: with
 * 130 after Ctrl-C, with 3 after a failure, with 1 if only a threshold was crossed. Under Maven these are the codes
 * that Maven's plugin understands.
 */
final class RunFailure {
    private static final String INTERRUPTED = "interrupted";

    private final AtomicReference<Optional<TimelineEvent>> fault = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean crossed = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final boolean underMaven = RunProcess.maven().isPresent();
    private volatile Runnable lastWord = () -> reason().ifPresent(why -> Output.failed(exitCode(), why));

    RunFailure() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "run-end"));
    }

    /** Sets what is done when the process ends. It may still report what went wrong. */
    void atEnd(Runnable action) {
        lastWord = action;
    }

    private void end() {
        lastWord.run();
        int exitCode = exitCode();
        if (exitCode != 0) {
            System.out.flush();
            Runtime.getRuntime().halt(RunProcess.exitCode(exitCode, underMaven));
        }
    }

    /** Returns the exit code of the run, which is 0 as far as nothing is known to be wrong. */
    int exitCode() {
        if (interrupted.get()) {
            return ExitCode.INTERRUPTED;
        }
        if (fault.get().isPresent()) {
            return ExitCode.FAILED;
        }
        return crossed.get() ? ExitCode.THRESHOLD_CROSSED : 0;
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

    /** Records that a threshold was crossed. */
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
