package timerbench.harness.measure.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A run so far, in a bounded number of intervals: when there are too many, each two become one, and later ones are as
 * long. Not thread-safe.
 */
public final class LiveHistory {
    /** After a stall of the machine readings follow each other at once; the rates between them would mean nothing. */
    private static final double LEAST_SECONDS = 0.5;

    private final int most;
    private final double recentSeconds;
    private final List<LiveInterval> intervals = new ArrayList<>();
    private final Deque<LiveInterval> recent = new ArrayDeque<>();
    private LiveReading last;
    private int stride = 1;
    private int inLast;

    /**
     * @param most the most intervals, an even number
     * @param recentSeconds how much of the end is kept as it came
     * @param first the reading at which the history begins
     */
    public LiveHistory(int most, double recentSeconds, LiveReading first) {
        this.most = most;
        this.recentSeconds = recentSeconds;
        this.last = first;
    }

    /** Adds what happened since the last reading, and returns whether the intervals before have changed. */
    public boolean add(LiveReading now) {
        LiveInterval next = LiveInterval.between(last, now);
        last = now;
        if (next.seconds() < LEAST_SECONDS && !recent.isEmpty()) {
            recent.add(recent.removeLast().plus(next));
            growLast(next);
            return false;
        }
        recent.add(next);
        while (now.second() - recent.element().to() >= recentSeconds) {
            recent.remove();
        }
        if (inLast > 0 && inLast < stride) {
            growLast(next);
            inLast++;
            return false;
        }
        boolean full = intervals.size() == most;
        if (full) {
            halve();
        }
        intervals.add(next);
        inLast = 1;
        return full;
    }

    private void growLast(LiveInterval next) {
        int end = intervals.size() - 1;
        intervals.set(end, intervals.get(end).plus(next));
    }

    private void halve() {
        List<LiveInterval> each = List.copyOf(intervals);
        intervals.clear();
        for (int i = 0; i < each.size(); i += 2) {
            intervals.add(each.get(i).plus(each.get(i + 1)));
        }
        stride *= 2;
    }

    /** Returns the last reading. */
    public LiveReading last() {
        return last;
    }

    /** Returns the whole run, the oldest interval first. The last one may still grow. */
    public List<LiveInterval> intervals() {
        return Collections.unmodifiableList(intervals);
    }

    /** Returns the last seconds as they came. */
    public List<LiveInterval> recent() {
        return List.copyOf(recent);
    }
}
