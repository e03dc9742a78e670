package timerbench.harness.targets;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.process.ProcessWatch;

/**
 * A part of the target that may be disturbed: an instance of the service, or the database. It knows which ends of its
 * process were caused by a fault, and which process follows.
 */
final class TargetPart implements Disturbable {
    private final Optional<Disturbable> disturbable;
    private final Supplier<Optional<ProcessHandle>> running;
    private final Set<ProcessHandle> endedByFault = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private volatile Optional<ProcessHandle> process;
    private volatile Consumer<ProcessHandle> onDeath = ended -> {};

    /**
     * @param disturbable empty if it can only be watched
     * @param running returns the root process that runs now, if it is one of this machine
     */
    TargetPart(Optional<Disturbable> disturbable, Supplier<Optional<ProcessHandle>> running) {
        this.disturbable = disturbable;
        this.running = running;
        this.process = running.get();
    }

    /** Returns this part if it can be disturbed. */
    Optional<Disturbable> disturbable() {
        return disturbable.map(can -> this);
    }

    private Disturbable how() {
        return disturbable.orElseThrow(() -> new IllegalStateException("this part of the target can only be watched"));
    }

    /** Returns the root process, which may have ended. */
    Optional<ProcessHandle> process() {
        return process;
    }

    /** Calls the listener when the process ends, now or after a start, other than by a fault. */
    void onDeath(Consumer<ProcessHandle> listener) {
        onDeath = listener;
        watch();
    }

    private void watch() {
        process.ifPresent(now -> ProcessWatch.onEnd(now, () -> {
            if (!endedByFault.contains(now)) {
                onDeath.accept(now);
            }
        }));
    }

    @Override
    public void kill() {
        process.ifPresent(endedByFault::add);
        how().kill();
    }

    @Override
    public void stop() {
        how().stop();
    }

    @Override
    public void resume() {
        how().resume();
    }

    @Override
    public void shutDown() {
        process.ifPresent(endedByFault::add);
        how().shutDown();
    }

    @Override
    public void startAgain(Duration timeout) {
        how().startAgain(timeout);
        process = running.get();
        watch();
    }
}
