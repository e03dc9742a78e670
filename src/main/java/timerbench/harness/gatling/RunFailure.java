package timerbench.harness.gatling;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import timerbench.harness.ExitCode;

/** The first thing that went wrong with a run. The process then ends with 3, after Gatling's reports and whatever they say. */
final class RunFailure {
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    RunFailure() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endFailed, "run-failed"));
    }

    private void endFailed() {
        if (reason.get() != null) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Returns whether this is the first. */
    boolean report(String what) {
        return reason.compareAndSet(null, what);
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }
}
