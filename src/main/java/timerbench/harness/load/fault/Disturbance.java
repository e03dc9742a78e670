package timerbench.harness.load.fault;

import java.time.Instant;
import java.util.Optional;
import timerbench.harness.targets.fault.Fault;

/** A fault that is being done, or was. It may be read from any thread. */
public final class Disturbance {
    private final Fault fault;
    private volatile Optional<Instant> began = Optional.empty();
    private volatile Optional<Instant> ended = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    Disturbance(Fault fault) {
        this.fault = fault;
    }

    /** Returns what is done. */
    public Fault fault() {
        return fault;
    }

    /** Returns when it was begun: a process was killed, say. Empty before that. */
    public Optional<Instant> began() {
        return began;
    }

    /**
     * Returns when it was over: the process answered again, went on, or a command was undone. Empty before that, and
     * for a process that is never started again.
     */
    public Optional<Instant> ended() {
        return ended;
    }

    /** Returns why it could not be done or ended; empty as far as nothing is known to be wrong. */
    public Optional<String> failure() {
        return failure;
    }

    void began(Instant at) {
        began = Optional.of(at);
    }

    void ended(Instant at) {
        ended = Optional.of(at);
    }

    void failed(String why) {
        failure = Optional.of(why);
    }
}
