package timerbench.harness.measure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.WarmUp;

/** Counts what the load has done so far. The virtual users themselves report it. */
public final class LoadCounts {
    private static final int DIGITS = 2;
    private static final Duration BEYOND_PLAN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Duration warmUpTime;
    private final AtomicReference<@Nullable Instant> start = new AtomicReference<>();
    private final AtomicBoolean counting = new AtomicBoolean();
    private final LongAdder warmUp = new LongAdder();
    private final LongAdder warmUpFailed = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final LongAdder countedFailed = new LongAdder();
    private final AtomicLongArray started;
    private final Histogram lags = new ConcurrentHistogram(DIGITS);
    private final LongAdder lagSum = new LongAdder();
    private final LongAccumulator lagMax = new LongAccumulator(Math::max, 0);

    public LoadCounts(Duration warmUp, Duration total, InstantSource clock) {
        this.clock = clock;
        this.warmUpTime = warmUp;
        this.started = new AtomicLongArray(
                Math.toIntExact(total.minus(warmUp).plus(BEYOND_PLAN).toSeconds()));
    }

    /** Returns whether this is the first virtual user of the run. */
    public boolean begin() {
        return start.get() == null && begin(clock.instant());
    }

    /** Returns whether the run has not begun before; from now on it began at this instant. */
    public boolean begin(Instant at) {
        return start.compareAndSet(null, at);
    }

    /** Returns whether this is the first request that counts. */
    public boolean beginCounted() {
        return !counting.get() && counting.compareAndSet(false, true);
    }

    /** Records that a request that counts is sent now. */
    public void started() {
        Instant began = start.get();
        if (began != null) {
            long second = Math.floorDiv(
                    Duration.between(began.plus(warmUpTime), clock.instant()).toMillis(), 1_000);
            if (second >= 0 && second < started.length()) {
                started.incrementAndGet((int) second);
            }
        }
    }

    /** Records how late a request started. */
    public void late(long nanos) {
        long micros = nanos / 1_000;
        lags.recordValue(micros);
        lagSum.add(micros);
        lagMax.accumulate(micros);
    }

    public void answered(boolean warmingUp, boolean failed) {
        (warmingUp ? warmUp : counted).increment();
        if (failed) {
            (warmingUp ? warmUpFailed : countedFailed).increment();
        }
    }

    public void failedAlongside() {
        countedFailed.increment();
    }

    @Nullable
    public Instant start() {
        return start.get();
    }

    public long all() {
        return warmUp.sum() + counted.sum();
    }

    private long counted() {
        return counted.sum();
    }

    public long failed() {
        return warmUpFailed.sum() + countedFailed.sum();
    }

    private WarmUp warmUp() {
        return new WarmUp(warmUp.sum(), warmUpFailed.sum());
    }

    /** Returns what has been counted so far. */
    public LoadTotals totals() {
        int seconds = started.length();
        while (seconds > 0 && started.get(seconds - 1) == 0) {
            seconds--;
        }
        return new LoadTotals(
                warmUp(),
                counted(),
                IntStream.range(0, seconds).mapToObj(started::get).toList(),
                lag());
    }

    private Optional<Distribution> lag() {
        return lags.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(Distribution.of(lags.copy(), lagSum.sum(), lagMax.get()));
    }
}
