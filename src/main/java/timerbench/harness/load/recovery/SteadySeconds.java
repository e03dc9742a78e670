package timerbench.harness.load.recovery;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The seconds of a load from an instant on, and which of them are steady. A second is steady if three conditions hold:
 * as many good answers arrive in it as the limit asks for; at least 95 % of the requests that are sent in it are
 * answered within the limit; and at least 95 % of the timers that are due in it are called back within the limit. An
 * answer or a callback that is missing is not within any limit. A second in which no timer is due is judged by its
 * requests alone.
 */
final class SteadySeconds {
    private static final double SLOW = 0.05;

    private final double leastGood;
    private final long from;
    private final int[] good;
    private final int[] sent;
    private final int[] slow;
    private final int[] due;
    private final int[] late;

    /** @param from when the first of the seconds begins, in microseconds since 1970 */
    SteadySeconds(Observed observed, Baseline.Limits limits, long from, int count) {
        this.leastGood = limits.rate();
        this.from = from;
        good = new int[count];
        sent = new int[count];
        slow = new int[count];
        due = new int[count];
        late = new int[count];
        for (Observed.Sent request : observed.requests()) {
            count(sent, request.start());
            if (request.isSlowerThan(limits.response())) {
                count(slow, request.start());
            }
            if (request.isGood()) {
                count(good, request.end());
            }
        }
        for (Observed.Due timer : observed.timers()) {
            count(due, timer.executeAt());
            if (timer.isLaterThan(limits.lateness())) {
                count(late, timer.executeAt());
            }
        }
    }

    private void count(int[] seconds, long at) {
        long second = Math.floorDiv(at - from, Baseline.SECOND);
        if (second >= 0 && second < seconds.length) {
            seconds[(int) second]++;
        }
    }

    boolean isSteady(int second) {
        return good[second] >= leastGood
                && sent[second] > 0
                && slow[second] <= SLOW * sent[second]
                && late[second] <= SLOW * due[second];
    }

    boolean areAllSteady() {
        return IntStream.range(0, good.length).allMatch(this::isSteady);
    }

    /**
     * Returns the first of that many steady seconds on end; empty if there are not as many.
     *
     * @param earliest the second that may be the first
     */
    OptionalInt firstOf(int many, int earliest) {
        int onEnd = 0;
        for (int second = earliest; second < good.length; second++) {
            onEnd = isSteady(second) ? onEnd + 1 : 0;
            if (onEnd == many) {
                return OptionalInt.of(second - many + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns how many more good answers these first seconds would have had at that rate; negative if fewer. */
    double missing(double rate, int seconds) {
        return IntStream.range(0, seconds)
                .mapToDouble(second -> rate - good[second])
                .sum();
    }

    int count() {
        return good.length;
    }
}
