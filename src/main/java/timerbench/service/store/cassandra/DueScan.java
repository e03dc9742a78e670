package timerbench.service.store.cassandra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.service.store.Due;
import timerbench.service.timer.TimerKey;

/**
 * Collects the due timers of one shard: reads entries in order, some at a time, and keeps those that agree with their
 * rows.
 */
final class DueScan {
    /** An entry of the order by time. */
    record Entry(Due due, boolean late) {
        TimerKey key() {
            return due.key();
        }

        boolean agreesWith(Optional<Stored> row) {
            return row.filter(stored -> stored.dueAt().equals(due.dueAt()) && stored.late() == late)
                    .isPresent();
        }
    }

    /** The order of entries that are all late, or all not late. */
    static final Comparator<Entry> EARLIEST_FIRST = Comparator.comparing((Entry entry) -> entry.due.dueAt())
            .thenComparing(entry -> entry.due.key().groupId(), Rows::compareByCodePoint)
            .thenComparing(entry -> entry.due.key().timerId(), Rows::compareByCodePoint);

    final int shard;
    final long start;
    private final int limit;
    private final List<Due> found = new ArrayList<>();
    private List<Entry> entries = List.of();
    private boolean ended;

    /** @param start the time from which entries that are not late are read, in microseconds */
    DueScan(int shard, int limit, long start) {
        this.shard = shard;
        this.start = start;
        this.limit = limit;
    }

    boolean isDone() {
        return ended || found.size() >= limit;
    }

    /** Takes the next entries: up to the limit of late ones, and up to the limit of others. */
    void take(List<Entry> late, List<Entry> inTime) {
        List<Entry> all = new ArrayList<>(late);
        all.addAll(inTime);
        all.sort(EARLIEST_FIRST);
        ended = late.size() < limit && inTime.size() < limit;
        // Behind the limit the two do not reach equally far.
        entries = ended ? all : all.subList(0, limit);
    }

    List<Entry> entries() {
        return entries;
    }

    /** Returns the entry after which reading continues; empty before the first. */
    Optional<Entry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** Keeps the entries that agree with their rows, and returns the others. */
    List<Entry> sift(Map<TimerKey, Stored> rows) {
        List<Entry> stale = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.agreesWith(Optional.ofNullable(rows.get(entry.key())))) {
                stale.add(entry);
            } else if (found.size() < limit) {
                found.add(entry.due());
            }
        }
        return stale;
    }

    List<Due> found() {
        return found;
    }
}
