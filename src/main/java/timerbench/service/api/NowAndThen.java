package timerbench.service.api;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Keeps a line that thousands of requests a second cause to one in five seconds. */
final class NowAndThen {
    private static final long PERIOD_MILLIS = 5_000;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong unsaid = new AtomicLong();

    NowAndThen(InstantSource clock) {
        this.clock = clock;
    }

    /** @param line gets the number of those before it that were left out */
    void say(LongConsumer line) {
        long now = clock.millis();
        long said = last.get();
        if ((said == Long.MIN_VALUE || now - said >= PERIOD_MILLIS) && last.compareAndSet(said, now)) {
            line.accept(unsaid.getAndSet(0));
        } else {
            unsaid.incrementAndGet();
        }
    }
}
