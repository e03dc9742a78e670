package timerbench.service.api;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Limits a log line that thousands of requests a second may cause to one every five seconds. */
final class NowAndThen {
    private static final long PERIOD_MILLIS = 5_000;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong unsaid = new AtomicLong();

    NowAndThen(InstantSource clock) {
        this.clock = clock;
    }

    /** @param line receives the number of lines that were suppressed before it */
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
