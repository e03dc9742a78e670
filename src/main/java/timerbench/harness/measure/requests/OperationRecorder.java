package timerbench.harness.measure.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Period;

/** Accumulates the rows of one operation. */
final class OperationRecorder {

    // Exact up to 2,047 ms, within 0.1 % above.
    private static final int SIGNIFICANT_DIGITS = 3;

    private final String operation;
    private final Optional<Period> hold;
    private final int holdFrom;
    private final int holdTo;
    private final Histogram responseTimes = new Histogram(SIGNIFICANT_DIGITS);

    private long count;
    private long failed;
    private long succeededInHold;
    private long sumMillis;
    private long maxMillis = Long.MIN_VALUE;
    private long belowZero;
    private long minMillis = Long.MAX_VALUE;

    OperationRecorder(String operation, RequestTable table, Optional<Period> hold) {
        this.operation = operation;
        this.hold = hold;
        // Without a hold it has no seconds.
        holdFrom = hold.map(period -> table.secondFrom(period.from())).orElse(0);
        holdTo = hold.map(period -> table.secondFrom(period.to())).orElse(0);
    }

    void add(RequestTable.Row row) {
        count += row.count();
        time(row.responseMillis(), row.count());
        if (!row.ok()) {
            failed += row.count();
        } else if (row.endSecond() >= holdFrom && row.endSecond() < holdTo) {
            succeededInHold += row.count();
        }
    }

    private void time(long millis, long requests) {
        sumMillis += millis * requests;
        maxMillis = Math.max(maxMillis, millis);
        minMillis = Math.min(minMillis, millis);
        if (millis < 0) {
            belowZero += requests;
        } else {
            responseTimes.recordValueWithCount(millis, requests);
        }
    }

    RequestFigures.OperationFigures figures() {
        return new RequestFigures.OperationFigures(operation, count, failed, throughput(), responseTime());
    }

    private Optional<Double> throughput() {
        return hold.map(Period::length).map(length -> succeededInHold / seconds(length));
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }

    private Optional<Distribution> responseTime() {
        // A distribution without the negative samples would hide that the clock was wrong.
        return belowZero > 0 ? Optional.empty() : Optional.of(Distribution.of(responseTimes, sumMillis, maxMillis));
    }

    /**
     * Returns why there are no response times; empty if there are.
     *
     * @param first when the first request with a time below zero ended
     */
    Optional<ErrorCount> clockError(Optional<Instant> first) {
        if (belowZero == 0) {
            return Optional.empty();
        }
        String message = "response time below zero (lowest " + minMillis + " ms, of " + count + " requests): "
                + "the clock was set back, no response time is reported";
        return Optional.of(new ErrorCount(Optional.of(operation), message, belowZero, first));
    }
}
