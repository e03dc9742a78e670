package timerbench.service.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Limits the requests that wait in memory, by count and by bytes. */
final class Admission {
    private final QueueSettings settings;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Admission(QueueSettings settings) {
        this.settings = settings;
    }

    /** Takes room for a request and returns true, or returns false if there is none; {@link #leave} gives it back. */
    boolean enter(int weight) {
        int inside = operations.incrementAndGet();
        long held = bytes.addAndGet(weight);
        // A single request always fits: its size is bounded by the limit on bodies.
        boolean room = inside == 1 || (inside <= settings.maxOperations() && held <= settings.maxBytes());
        if (!room) {
            leave(weight);
        }
        return room;
    }

    void leave(int weight) {
        bytes.addAndGet(-weight);
        operations.decrementAndGet();
    }

    int operations() {
        return operations.get();
    }
}
