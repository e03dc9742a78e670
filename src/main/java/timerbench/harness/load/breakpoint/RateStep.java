package timerbench.harness.load.breakpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One rate that is tried: what was asked, what was measured, and whether that is good enough. Thread-safe. */
final class RateStep {
    private static final int DIGITS = 3;
    private static final double LEAST_ANSWERED = 0.98;
    private static final double MOST_BACKLOG = 0.02;

    private final double rate;
    private final Duration length;
    private final long outstandingBefore;
    private final LongAdder failed = new LongAdder();
    private final Histogram responseMicros = new ConcurrentHistogram(DIGITS);
    private final Histogram latenessMicros = new ConcurrentHistogram(DIGITS);
    private final Histogram ownLagMicros = new ConcurrentHistogram(DIGITS);

    /**
     * @param length how long the rate is measured
     * @param outstandingBefore callbacks that were outstanding when it began
     */
    RateStep(double rate, Duration length, long outstandingBefore) {
        this.rate = rate;
        this.length = length;
        this.outstandingBefore = outstandingBefore;
    }

    /** Records that a request was answered. */
    void answered(long micros, boolean ok) {
        responseMicros.recordValue(micros);
        if (!ok) {
            failed.increment();
        }
    }

    /** Records the lateness of a callback. */
    void called(long micros) {
        latenessMicros.recordValue(micros);
    }

    /**
     * Records by how much a request started late although virtual users were free: that is no fault of the target.
     */
    void lateByItself(long micros) {
        ownLagMicros.recordValue(micros);
    }

    /**
     * Returns what broke the limits, a phrase each; empty if the rate held.
     *
     * @param outstandingAfter callbacks that were outstanding when it ended
     * @param lost its callbacks that never came
     */
    List<String> broken(RateLimits limits, long outstandingAfter, long lost) {
        List<String> broken = new ArrayList<>();
        double asked = rate * length.toNanos() / 1e9;
        long answered = responseMicros.getTotalCount();
        check(broken, answered >= LEAST_ANSWERED * asked, "only %d of %.0f requests answered", answered, asked);
        check(broken, p95(responseMicros) <= millis(limits.p95()), "p95 %.1f ms", p95(responseMicros));
        check(broken, p95(latenessMicros) <= millis(limits.latenessP95()), "lateness p95 %.1f ms", p95(latenessMicros));
        check(broken, failed.sum() <= limits.errorRate() * answered, "%d failed", failed.sum());
        check(
                broken,
                outstandingAfter - outstandingBefore <= MOST_BACKLOG * asked,
                "backlog grew by %d",
                outstandingAfter - outstandingBefore);
        check(broken, lost == 0, "%d lost", lost);
        return broken;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    private static void check(List<String> broken, boolean holds, String message, Object... values) {
        if (!holds) {
            broken.add(String.format(Locale.ROOT, message, values));
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double p95(Histogram micros) {
        return micros.getValueAtPercentile(95) / 1e3;
    }

    /** Returns whether the generator itself was late by more than half of the limit of the p95. */
    boolean isLimitedByGenerator(RateLimits limits) {
        return p95(ownLagMicros) > millis(limits.p95()) / 2;
    }

    /** Returns the figures and the verdict in a line. */
    String text(List<String> broken) {
        return String.format(
                Locale.ROOT,
                "%8.1f/s  p95 %6.1f ms  lateness p95 %6.1f ms  %s",
                rate,
                p95(responseMicros),
                p95(latenessMicros),
                broken.isEmpty() ? "meets the limits" : "misses the limits: " + String.join(", ", broken));
    }
}
