package timerbench.harness.load.recovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The load while it was steady, before the fault.
 *
 * @param from when its first second began, in microseconds since 1970
 * @param seconds how many
 * @param rate good answers to requests that were sent in them, per second
 * @param responseP95 microseconds that 95 % of the requests which were sent in them took at most
 * @param latenessP95 the same for the lateness of the timers that were due in them
 */
record Baseline(long from, int seconds, double rate, long responseP95, long latenessP95, long latenessP99) {
    static final long SECOND = 1_000_000;

    /**
     * The limits that follow from a baseline. Times are microseconds.
     *
     * @param rate the least number of good answers to the requests of a second
     * @param response a request that takes longer is slow
     * @param lateness a timer that is called later is late
     * @param overdue a timer that is called later is overdue meanwhile
     */
    record Limits(double rate, long response, long lateness, long overdue) {
        /** Returns how long after a second has ended all is known about it. */
        long judgedAfter() {
            return Math.max(response, lateness);
        }
    }

    /**
     * Returns the baseline of the seconds that begin then. Empty if they are not steady: each must be steady by the
     * baseline of all of them, and they must reach the rate asked for, but for the tolerance.
     *
     * @param asked requests a second
     */
    static Optional<Baseline> established(Observed observed, SteadyRules rules, double asked, long from) {
        int seconds = rules.dwellSeconds();
        return of(observed, from, seconds)
                .filter(baseline -> baseline.rate >= (1 - rules.tolerance()) * asked)
                .filter(found -> new SteadySeconds(observed, found.limits(rules), from, seconds).areAllSteady());
    }

    /** Returns the baseline of these seconds; empty if they do not show all of its figures. */
    static Optional<Baseline> of(Observed observed, long from, int seconds) {
        long to = from + seconds * SECOND;
        List<Observed.Sent> requests = observed.requests().stream()
                .filter(sent -> sent.start() >= from && sent.start() < to)
                .toList();
        long good = requests.stream().filter(Observed.Sent::isGood).count();
        long[] responses = sorted(requests.stream().mapToLong(Observed.Sent::micros));
        long[] lateness = sorted(observed.timers().stream()
                .filter(due -> due.executeAt() >= from && due.executeAt() < to)
                .mapToLong(Observed.Due::lateness));
        if (good == 0 || lateness.length == 0 || isOpen(responses, 95) || isOpen(lateness, 99)) {
            return Optional.empty();
        }
        return Optional.of(new Baseline(
                from,
                seconds,
                (double) good / seconds,
                percentile(responses, 95),
                percentile(lateness, 95),
                percentile(lateness, 99)));
    }

    private static long[] sorted(LongStream values) {
        return values.sorted().toArray();
    }

    private static boolean isOpen(long[] sorted, int percent) {
        return sorted.length == 0 || percentile(sorted, percent) == Observed.NEVER;
    }

    /** Returns the least value that this share of the values does not exceed. */
    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
    }

    /** Returns the limits of a steady second. */
    Limits limits(SteadyRules rules) {
        return new Limits(
                (1 - rules.tolerance()) * rate,
                limit(rules, responseP95),
                limit(rules, latenessP95),
                Math.max(latenessP99, micros(rules.overdue())));
    }

    private static long limit(SteadyRules rules, long p95) {
        return Math.max((long) (rules.factor() * p95), p95 + micros(rules.slack()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
