package timerbench.harness.load.recovery;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
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
     * Returns the baseline of the seconds that begin then. Empty if they are not steady: they must reach the rate
     * asked for, but for the tolerance, their p95s must not exceed their limits, and each must be steady by the rate
     * of all of them and the medians of their p95s. With the p95 of all of them, a single slow second would raise the
     * limit above itself.
     *
     * @param asked requests a second
     */
    static Optional<Baseline> established(Observed observed, SteadyRules rules, double asked, long from) {
        Seconds seconds = new Seconds(observed, from, rules.dwellSeconds());
        return seconds.all()
                .filter(all -> all.rate >= (1 - rules.tolerance()) * asked)
                .filter(all -> all.responseP95 <= micros(rules.p95().response())
                        && all.latenessP95 <= micros(rules.p95().lateness()))
                .filter(all -> seconds.isEachSteady(seconds.typical(all).limits(rules)));
    }

    /** Returns the figures of these seconds for people; empty if they do not show all of them. */
    static Optional<String> text(Observed observed, long from, int seconds) {
        return new Seconds(observed, from, seconds)
                .all()
                .map(all -> String.format(
                        Locale.ROOT,
                        "%.1f good answers/s, p95 response time %.0f ms, p95 lateness %.0f ms",
                        all.rate,
                        all.responseP95 / 1e3,
                        all.latenessP95 / 1e3));
    }

    /** Seconds that may become a baseline. */
    private record Seconds(Observed observed, long from, int count) {
        /** Returns the baseline of all of them together; empty if they do not show all of its figures. */
        Optional<Baseline> all() {
            List<Observed.Sent> requests = requests(from, from + count * SECOND);
            long good = requests.stream().filter(Observed.Sent::isGood).count();
            long[] responses = sorted(requests.stream().mapToLong(Observed.Sent::micros));
            long[] lateness = lateness(from, from + count * SECOND);
            if (good == 0 || isOpen(responses, 95) || isOpen(lateness, 99)) {
                return Optional.empty();
            }
            return Optional.of(new Baseline(
                    from,
                    count,
                    (double) good / count,
                    percentile(responses, 95),
                    percentile(lateness, 95),
                    percentile(lateness, 99)));
        }

        /** Returns the same with the medians of the p95s of each second. */
        Baseline typical(Baseline all) {
            return new Baseline(
                    from,
                    count,
                    all.rate,
                    medianP95(second ->
                            sorted(requests(second, second + SECOND).stream().mapToLong(Observed.Sent::micros))),
                    medianP95(second -> lateness(second, second + SECOND)),
                    all.latenessP99);
        }

        private long medianP95(LongFunction<long[]> sorted) {
            long[] p95s = sorted(IntStream.range(0, count)
                    .mapToObj(second -> sorted.apply(from + second * SECOND))
                    .filter(values -> values.length > 0)
                    .mapToLong(values -> percentile(values, 95)));
            return percentile(p95s, 50);
        }

        boolean isEachSteady(Limits limits) {
            return new SteadySeconds(observed, limits, from, count).areAllSteady();
        }

        private List<Observed.Sent> requests(long from, long to) {
            return observed.requests().stream()
                    .filter(sent -> sent.start() >= from && sent.start() < to)
                    .toList();
        }

        private long[] lateness(long from, long to) {
            return sorted(observed.timers().stream()
                    .filter(due -> due.executeAt() >= from && due.executeAt() < to)
                    .mapToLong(Observed.Due::lateness));
        }
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
        // The median of p95s may be that of a second without answers.
        return p95 == Observed.NEVER ? p95 : Math.max((long) (rules.factor() * p95), p95 + micros(rules.slack()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
