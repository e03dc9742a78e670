package timerbench.harness.measure.callback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.Distribution;

/** Records the lateness of first callbacks in microseconds, overall and second by second. */
final class LatenessRecorder {
    private static final int DIGITS = 3;

    private final Histogram all = new Histogram(DIGITS);
    private final Histogram second = new Histogram(DIGITS);
    private final List<LatenessSecond> seconds = new ArrayList<>();
    private long sum;
    private long max;
    private long current = Long.MIN_VALUE;
    private long lastDue = Long.MIN_VALUE;
    private long lastArrival = Long.MIN_VALUE;

    synchronized void record(long executeAt, long arrival) {
        long lateness = arrival - executeAt;
        all.recordValue(lateness);
        sum += lateness;
        max = Math.max(max, lateness);
        lastDue = Math.max(lastDue, executeAt);
        lastArrival = Math.max(lastArrival, arrival);
        long arrivedIn = Math.floorDiv(arrival, 1_000_000L);
        // A callback that is recorded just after its second has ended counts in the next.
        if (arrivedIn > current) {
            endSecond();
            current = arrivedIn;
        }
        second.recordValue(lateness);
    }

    private void endSecond() {
        if (second.getTotalCount() > 0) {
            seconds.add(LatenessSecond.of(Instant.ofEpochSecond(current), second));
            second.reset();
        }
    }

    synchronized Optional<Distribution> distribution() {
        return all.getTotalCount() == 0 ? Optional.empty() : Optional.of(Distribution.of(all, sum, max));
    }

    /** Returns the seconds in which anything arrived. The call ends the last of them. */
    synchronized List<LatenessSecond> seconds() {
        endSecond();
        return List.copyOf(seconds);
    }

    /** Returns the progress of the execution; empty before the first callback. */
    synchronized Optional<LedgerReport.Execution> execution() {
        return all.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new LedgerReport.Execution(Epoch.instant(lastDue), Epoch.instant(lastArrival)));
    }
}
