package timerbench.harness.load.recovery;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The recovery of a load from a fault. Times are microseconds since the fault began; empty if that never came.
 *
 * @param detected the first bad sign: a request that failed, the instant at which an unanswered request exceeded its
 *     limit, or the instant at which a timer became overdue
 * @param firstGood the first good answer to a request that was sent after the first bad sign of a request; without
 *     such a sign, to a request that was sent after the fault began
 * @param noBacklog the end of the last time, begun before the load was steady, in which a timer was overdue; 0 if
 *     there was none; empty if a timer was never called
 * @param steady the begin of the first seconds on end that are steady, not before the fault was over
 * @param capacityLost how many fewer good answers than at the baseline's rate arrived from the fault until the load
 *     had been steady for as long as it must, or until its end; negative if there were more
 * @param late timers that were overdue, of those due from the limit before the fault until the load was steady, or
 *     until its end
 * @param latest the largest lateness of these timers; empty if none of them was called
 */
record Recovery(
        OptionalLong detected,
        OptionalLong firstGood,
        OptionalLong noBacklog,
        OptionalLong steady,
        double capacityLost,
        long late,
        OptionalLong latest) {

    /**
     * The fault, in microseconds since 1970.
     *
     * @param end when it was over; empty if it is not, or never will be
     * @param ends whether it will be over
     */
    record FaultTime(long begin, OptionalLong end, boolean ends) {
        /** Returns the first second that may be steady, counted from the begin; none while the fault lasts. */
        OptionalInt earliest() {
            if (end.isEmpty()) {
                return ends ? OptionalInt.empty() : OptionalInt.of(0);
            }
            return OptionalInt.of(
                    Math.toIntExact(Math.floorDiv(end.getAsLong() - begin + Baseline.SECOND - 1, Baseline.SECOND)));
        }
    }

    /**
     * Returns the recovery as far as it went.
     *
     * @param until when the load ended; before that, an instant until which all is known about it
     */
    static Recovery of(Observed observed, Baseline baseline, SteadyRules rules, FaultTime fault, long until) {
        return new Calculation(observed, baseline, baseline.limits(rules), fault, until).result(rules.dwellSeconds());
    }

    private record Calculation(
            Observed observed, Baseline baseline, Baseline.Limits limits, FaultTime fault, long until) {
        Recovery result(int dwell) {
            long length = Math.max(0, (until - fault.begin()) / Baseline.SECOND);
            SteadySeconds seconds = new SteadySeconds(observed, limits, fault.begin(), Math.toIntExact(length));
            OptionalInt first = fault.earliest().isPresent()
                    ? seconds.firstOf(dwell, fault.earliest().getAsInt())
                    : OptionalInt.empty();
            OptionalLong steady =
                    first.isPresent() ? OptionalLong.of(first.getAsInt() * Baseline.SECOND) : OptionalLong.empty();
            long end = steady.isPresent() ? fault.begin() + steady.getAsLong() : until;
            OptionalLong slow = signs(slowRequests());
            OptionalLong bad = earlier(signs(failedRequests()), slow);
            List<Observed.Due> timers = timersUntil(end);
            return new Recovery(
                    since(earlier(bad, signs(overdue()))),
                    since(firstGood(bad.orElse(fault.begin()))),
                    since(backlogEnd(end)),
                    steady,
                    seconds.missing(baseline.rate(), first.isPresent() ? first.getAsInt() + dwell : seconds.count()),
                    timers.stream()
                            .filter(due -> due.isLaterThan(limits.overdue()))
                            .count(),
                    timers.stream()
                            .mapToLong(Observed.Due::lateness)
                            .filter(lateness -> lateness != Observed.NEVER)
                            .max());
        }

        private LongStream failedRequests() {
            return observed.requests().stream()
                    .filter(sent -> !sent.ok() && sent.end() != Observed.NEVER)
                    .mapToLong(Observed.Sent::end);
        }

        private LongStream slowRequests() {
            return observed.requests().stream()
                    .filter(sent -> sent.isSlowerThan(limits.response()))
                    .mapToLong(sent -> sent.start() + limits.response());
        }

        private LongStream overdue() {
            return overdueTimers().mapToLong(this::overdueFrom);
        }

        private Stream<Observed.Due> overdueTimers() {
            return observed.timers().stream().filter(due -> due.isLaterThan(limits.overdue()));
        }

        private long overdueFrom(Observed.Due due) {
            return due.executeAt() + limits.overdue();
        }

        private OptionalLong signs(LongStream at) {
            LongPredicate duringTheRest = sign -> sign >= fault.begin() && sign < until;
            return at.filter(duringTheRest).min();
        }

        private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
            return LongStream.concat(one.stream(), other.stream()).min();
        }

        private OptionalLong firstGood(long sentAfter) {
            return observed.requests().stream()
                    .filter(sent -> sent.isGood() && sent.start() >= sentAfter)
                    .mapToLong(Observed.Sent::end)
                    .min();
        }

        /**
         * Returns the end of the last time with overdue timers that began before then; the fault's begin if there was
         * none; empty if a timer is overdue still.
         */
        private OptionalLong backlogEnd(long before) {
            long end = fault.begin();
            for (Observed.Due due : overdueTimers()
                    .filter(timer -> timer.called() > fault.begin() && overdueFrom(timer) < until)
                    .sorted(Comparator.comparingLong(Observed.Due::executeAt))
                    .toList()) {
                boolean isContinued = overdueFrom(due) <= end;
                if (overdueFrom(due) < before || isContinued || due.called() == Observed.NEVER) {
                    end = Math.max(end, due.called());
                }
            }
            return end == Observed.NEVER ? OptionalLong.empty() : OptionalLong.of(end);
        }

        private List<Observed.Due> timersUntil(long end) {
            return observed.timers().stream()
                    .filter(due -> overdueFrom(due) >= fault.begin() && due.executeAt() < end)
                    .toList();
        }

        private OptionalLong since(OptionalLong instant) {
            return instant.isPresent() ? OptionalLong.of(instant.getAsLong() - fault.begin()) : instant;
        }
    }
}
