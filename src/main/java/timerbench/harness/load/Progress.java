package timerbench.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadCounts;

/** Where a run is, in a line: phase, time left, rate asked and got, requests, errors. */
final class Progress {
    private final LoadPlan plan;
    private final LoadCounts counts;
    private final LongSupplier owed;
    private @Nullable Instant lastTime;
    private long lastCount;

    /** @param owed how many callbacks are owed now */
    Progress(LoadPlan plan, LoadCounts counts, LongSupplier owed) {
        this.plan = plan;
        this.counts = counts;
        this.owed = owed;
    }

    /** Returns the line; its rate got is since the line before, or since the start. */
    String line(Instant start, Instant now) {
        Duration since = Duration.between(start, now);
        long count = counts.all();
        Duration sinceLast = Duration.between(lastTime == null ? start : lastTime, now);
        double got = (count - lastCount) / Math.max(sinceLast.toNanos() / 1e9, 1e-3);
        lastTime = now;
        lastCount = count;
        long left = Math.max(0, plan.total().minus(since).toSeconds());
        long waiting = owed.getAsLong();
        OptionalDouble asked = plan.rateAt(since);
        return String.format(
                Locale.ROOT,
                "%-7s %4d s left  %sgot %5.0f/s  %d requests, %d errors%s",
                plan.phaseAt(since),
                left,
                asked.isPresent() ? String.format(Locale.ROOT, "asked %5.0f/s  ", asked.getAsDouble()) : "",
                got,
                count,
                counts.failed(),
                waiting == 0 ? "" : ", " + waiting + " callbacks owed");
    }
}
