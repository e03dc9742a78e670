package timerbench.harness.measure.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Period;

/** Accumulates the requests of one operation. */
final class OperationRecorder {

    // Exact up to 2,047 ms, within 0.1 % above.
    private static final int SIGNIFICANT_DIGITS = 3;

    private final String operation;
    private final Optional<Period> hold;
    private final long holdFromMillis;
    private final long holdToMillis;
    private final Histogram responseTimes = new Histogram(SIGNIFICANT_DIGITS);
    private final Failures failures = new Failures();

    private long count;
    private long failed;
    private long succeededInHold;
    private long sumMillis;
    private long maxMillis = Long.MIN_VALUE;
    private long belowZero;
    private long firstBelowZeroMillis;
    private long minMillis = Long.MAX_VALUE;

    OperationRecorder(String operation, Optional<Period> hold) {
        this.operation = operation;
        this.hold = hold;
        // Without a hold the window is empty.
        holdFromMillis = hold.map(period -> period.from().toEpochMilli()).orElse(Long.MAX_VALUE);
        holdToMillis = hold.map(period -> period.to().toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    void add(LogRecord.Request request) {
        count++;
        time(request.responseTimeMillis(), request.endMillis());
        if (!request.ok()) {
            failed++;
            failures.add(request.message(), request.endMillis());
        } else if (request.endMillis() >= holdFromMillis && request.endMillis() < holdToMillis) {
            succeededInHold++;
        }
    }

    private void time(long millis, long endMillis) {
        sumMillis += millis;
        maxMillis = Math.max(maxMillis, millis);
        minMillis = Math.min(minMillis, millis);
        if (millis < 0) {
            firstBelowZeroMillis = belowZero == 0 ? endMillis : firstBelowZeroMillis;
            belowZero++;
        } else {
            responseTimes.recordValue(millis);
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

    /** Returns why there are no response times; empty if there are. */
    Optional<ErrorCount> clockError() {
        if (belowZero == 0) {
            return Optional.empty();
        }
        String message = "response time below zero (lowest " + minMillis + " ms, of " + count + " requests): "
                + "the clock was set back, no response time is reported";
        Instant first = Instant.ofEpochMilli(firstBelowZeroMillis);
        return Optional.of(new ErrorCount(Optional.of(operation), message, belowZero, Optional.of(first)));
    }

    /** Returns the messages of failed requests with their numbers. */
    Stream<ErrorCount> errors() {
        return failures.counts(Optional.of(operation));
    }
}
