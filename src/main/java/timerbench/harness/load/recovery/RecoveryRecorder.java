package timerbench.harness.load.recovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Records a load as it goes: its requests, and the timers that they create. Timers that are due at the same instant
 * are not told apart, as no figure needs that. All instants are microseconds since 1970. Thread-safe.
 */
final class RecoveryRecorder {
    private final List<Observed.Sent> ended = new ArrayList<>();
    private final Set<UnderWay> underWay = new HashSet<>();
    private final NavigableMap<Long, DueTogether> timers = new TreeMap<>();

    /** A create that is not answered yet. Each is only equal to itself. */
    static final class UnderWay {
        private final long start;
        private final long executeAt;

        private UnderWay(long start, long executeAt) {
            this.start = start;
            this.executeAt = executeAt;
        }

        long start() {
            return start;
        }
    }

    /** The timers that are due at one instant. */
    private static final class DueTogether {
        private int expected;
        private final List<Long> called = new ArrayList<>();
    }

    /** Records that a create is sent. Its timer is expected until the create fails. */
    synchronized UnderWay sending(long start, long executeAt) {
        UnderWay request = new UnderWay(start, executeAt);
        underWay.add(request);
        timers.computeIfAbsent(executeAt, at -> new DueTogether()).expected++;
        return request;
    }

    /**
     * Records that a create was answered, or failed.
     *
     * @param start when it was to be sent
     */
    synchronized void ended(UnderWay request, long start, long end, boolean ok) {
        underWay.remove(request);
        ended.add(new Observed.Sent(start, end, ok));
        if (!ok) {
            timers.get(request.executeAt).expected--;
        }
    }

    /** Records the first callback of a timer that was answered with success. */
    synchronized void called(long executeAt, long at) {
        timers.computeIfAbsent(executeAt, due -> new DueTogether()).called.add(at);
    }

    /** Returns how many creates are not answered yet. */
    synchronized int underWay() {
        return underWay.size();
    }

    /** Returns the requests that were sent since then, and the timers that were due since then. */
    synchronized Observed since(long from) {
        List<Observed.Sent> requests = new ArrayList<>();
        for (Observed.Sent sent : ended) {
            if (sent.start() >= from) {
                requests.add(sent);
            }
        }
        for (UnderWay request : underWay) {
            if (request.start >= from) {
                requests.add(new Observed.Sent(request.start, Observed.NEVER, false));
            }
        }
        List<Observed.Due> due = new ArrayList<>();
        timers.tailMap(from, true).forEach((executeAt, together) -> {
            together.called.forEach(at -> due.add(new Observed.Due(executeAt, at)));
            for (int i = together.called.size(); i < together.expected; i++) {
                due.add(new Observed.Due(executeAt, Observed.NEVER));
            }
        });
        return new Observed(requests, due);
    }
}
