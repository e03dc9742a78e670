package timerbench.service.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what waits in memory, by count and by bytes. */
final class Admission {
    private final QueueSettings settings;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Admission(QueueSettings settings) {
        this.settings = settings;
    }

    /** Returns if there is room, and takes it; {@link #leave} gives it back. */
    boolean enter(int weight) {
        int inside = operations.incrementAndGet();
        long held = bytes.addAndGet(weight);
        // A single request always finds room: the limit on bodies bounds it already.
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
