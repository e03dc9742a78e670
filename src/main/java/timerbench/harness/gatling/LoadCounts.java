package timerbench.harness.gatling;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import timerbench.harness.result.WarmUp;

/** What the load has done so far, told by the virtual users themselves. */
final class LoadCounts {
    private final AtomicReference<@Nullable Instant> start = new AtomicReference<>();
    private final AtomicBoolean counting = new AtomicBoolean();
    private final LongAdder warmUp = new LongAdder();
    private final LongAdder warmUpFailed = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final LongAdder countedFailed = new LongAdder();

    /** Returns whether this is the first virtual user of the run. */
    boolean begin() {
        return start.get() == null && start.compareAndSet(null, Instant.now());
    }

    /** Returns whether this is the first request that counts. */
    boolean beginCounted() {
        return !counting.get() && counting.compareAndSet(false, true);
    }

    void answered(boolean warmingUp, boolean failed) {
        (warmingUp ? warmUp : counted).increment();
        if (failed) {
            (warmingUp ? warmUpFailed : countedFailed).increment();
        }
    }

    void failedAlongside() {
        countedFailed.increment();
    }

    @Nullable
    Instant start() {
        return start.get();
    }

    long all() {
        return warmUp.sum() + counted.sum();
    }

    long counted() {
        return counted.sum();
    }

    long failed() {
        return warmUpFailed.sum() + countedFailed.sum();
    }

    WarmUp warmUp() {
        return new WarmUp(warmUp.sum(), warmUpFailed.sum());
    }
}
