package timerbench.harness.load.breakpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One rate, tried: what was asked, what came of it, and whether that is good enough. May be told from any thread. */
final class RateStep {
    private static final int DIGITS = 3;
    private static final double LEAST_ANSWERED = 0.98;
    private static final double MOST_BACKLOG = 0.02;

    private final double rate;
    private final Duration length;
    private final long owedBefore;
    private final LongAdder failed = new LongAdder();
    private final Histogram responseMicros = new ConcurrentHistogram(DIGITS);
    private final Histogram latenessMicros = new ConcurrentHistogram(DIGITS);
    private final Histogram ownLagMicros = new ConcurrentHistogram(DIGITS);

    /**
     * @param length how long it is measured for
     * @param owedBefore callbacks that were owed when it began
     */
    RateStep(double rate, Duration length, long owedBefore) {
        this.rate = rate;
        this.length = length;
        this.owedBefore = owedBefore;
    }

    /** Takes in that a request was answered. */
    void answered(long micros, boolean ok) {
        responseMicros.recordValue(micros);
        if (!ok) {
            failed.increment();
        }
    }

    void called(long micros) {
        latenessMicros.recordValue(micros);
    }

    /** Takes in by how much a request started late although virtual users were free: for that the target cannot help. */
    void lateByItself(long micros) {
        ownLagMicros.recordValue(micros);
    }

    /**
     * Returns what is not as it must be, a phrase each; nothing if the rate held.
     *
     * @param owedAfter callbacks that were owed when it ended
     * @param lost of its callbacks, those that never came
     */
    List<String> broken(RateLimits limits, long owedAfter, long lost) {
        List<String> broken = new ArrayList<>();
        double asked = rate * length.toNanos() / 1e9;
        long answered = responseMicros.getTotalCount();
        check(broken, answered >= LEAST_ANSWERED * asked, "only %d of %.0f requests answered", answered, asked);
        check(broken, p95(responseMicros) <= millis(limits.p95()), "p95 %.1f ms", p95(responseMicros));
        check(broken, p95(latenessMicros) <= millis(limits.latenessP95()), "lateness p95 %.1f ms", p95(latenessMicros));
        check(broken, failed.sum() <= limits.errorRate() * answered, "%d failed", failed.sum());
        check(broken, owedAfter - owedBefore <= MOST_BACKLOG * asked, "backlog grew by %d", owedAfter - owedBefore);
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

    /** Returns whether the generator by itself was late by as much as half of what the p95 may be. */
    boolean isLimitedByGenerator(RateLimits limits) {
        return p95(ownLagMicros) > millis(limits.p95()) / 2;
    }

    /** Returns it in a line, with the verdict. */
    String text(List<String> broken) {
        return String.format(
                Locale.ROOT,
                "%8.1f/s  p95 %6.1f ms  lateness p95 %6.1f ms  %s",
                rate,
                p95(responseMicros),
                p95(latenessMicros),
                broken.isEmpty() ? "holds" : "does not hold: " + String.join(", ", broken));
    }
}
