package timerbench.harness.load.recovery;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The seconds of a load from an instant on, and which of them are steady. A second is steady if three conditions
 * hold: as many of the requests that are sent in it get a good answer as the limit asks for; at least 95 % of them
 * are answered within the limit; and at least 95 % of the timers that are due in it are called back within the limit.
 * An answer or a callback that is missing is not within any limit. A second in which no timer is due is judged by its
 * requests alone.
 */
final class SteadySeconds {
    private static final double SLOW = 0.05;

    private final double leastGood;
    private final long from;
    private final int[] arrived;
    private final int[] sent;
    private final int[] good;
    private final int[] slow;
    private final int[] due;
    private final int[] late;

    /** @param from when the first of the seconds begins, in microseconds since 1970 */
    SteadySeconds(Observed observed, Baseline.Limits limits, long from, int count) {
        this.leastGood = limits.rate();
        this.from = from;
        arrived = new int[count];
        sent = new int[count];
        good = new int[count];
        slow = new int[count];
        due = new int[count];
        late = new int[count];
        for (Observed.Sent request : observed.requests()) {
            count(sent, request.start());
            if (request.isSlowerThan(limits.response())) {
                count(slow, request.start());
            }
            if (request.isGood()) {
                count(good, request.start());
                count(arrived, request.end());
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
        return sent[second] > 0
                && good[second] >= leastGood
                && slow[second] <= SLOW * sent[second]
                && late[second] <= SLOW * due[second];
    }

    boolean areAllSteady() {
        return IntStream.range(0, sent.length).allMatch(this::isSteady);
    }

    /**
     * Returns the first of that many steady seconds on end; empty if there are not as many.
     *
     * @param earliest the second that may be the first
     */
    OptionalInt firstOf(int many, int earliest) {
        int onEnd = 0;
        for (int second = earliest; second < sent.length; second++) {
            onEnd = isSteady(second) ? onEnd + 1 : 0;
            if (onEnd == many) {
                return OptionalInt.of(second - many + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns how many more good answers would have arrived in these seconds at that rate; negative if fewer. */
    double missing(double rate, int seconds) {
        return IntStream.range(0, seconds)
                .mapToDouble(second -> rate - arrived[second])
                .sum();
    }

    int count() {
        return sent.length;
    }
}
