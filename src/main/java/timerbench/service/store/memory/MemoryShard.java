package timerbench.service.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import timerbench.service.store.Attempt;
import timerbench.service.store.Due;
import timerbench.service.store.Position;
import timerbench.service.store.Settlement;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** The timers of one shard: by key, by group in order, and by due time. */
final class MemoryShard {
    private static final Comparator<Due> EARLIEST_FIRST = Comparator.comparing(Due::dueAt)
            .thenComparing(due -> due.key().groupId())
            .thenComparing(due -> due.key().timerId());

    private final Map<TimerKey, Attempt> attempts = new HashMap<>();
    private final Map<String, NavigableMap<Position, Timer>> groups = new HashMap<>();
    private final NavigableSet<Due> due = new TreeSet<>(EARLIEST_FIRST);
    private long lastRevision;

    synchronized void put(Timer timer) {
        lastRevision++;
        store(new Attempt(timer, 1, timer.executeAt(), Optional.empty(), lastRevision));
    }

    private void store(Attempt attempt) {
        Timer timer = attempt.timer();
        delete(timer.key());
        attempts.put(timer.key(), attempt);
        due.add(new Due(timer.key(), attempt.dueAt()));
        groups.computeIfAbsent(timer.key().groupId(), group -> new TreeMap<>()).put(Position.of(timer), timer);
    }

    synchronized Optional<Attempt> attempt(TimerKey key) {
        return Optional.ofNullable(attempts.get(key));
    }

    synchronized Optional<Timer> update(TimerChange change) {
        Attempt before = attempts.get(change.key());
        if (before == null) {
            return Optional.empty();
        }
        Timer changed = change.applyTo(before.timer());
        if (change.executeAt().isPresent()) {
            put(changed);
        } else {
            lastRevision++;
            store(new Attempt(changed, before.number(), before.dueAt(), before.firstAt(), lastRevision));
        }
        return Optional.of(changed);
    }

    synchronized boolean delete(TimerKey key) {
        Attempt attempt = attempts.remove(key);
        if (attempt == null) {
            return false;
        }
        due.remove(new Due(key, attempt.dueAt()));
        NavigableMap<Position, Timer> group = groups.get(key.groupId());
        group.remove(Position.of(attempt.timer()));
        if (group.isEmpty()) {
            groups.remove(key.groupId());
        }
        return true;
    }

    synchronized List<Timer> list(TimerQuery query) {
        NavigableMap<Position, Timer> group = groups.getOrDefault(query.groupId(), new TreeMap<>());
        NavigableMap<Position, Timer> rest =
                query.after().map(after -> group.tailMap(after, false)).orElse(group);
        List<Timer> page = new ArrayList<>();
        for (Timer timer : rest.values()) {
            boolean due = query.dueBefore().map(timer.executeAt()::isBefore).orElse(true);
            if (!due || page.size() == query.limit()) {
                break;
            }
            page.add(timer);
        }
        return page;
    }

    synchronized List<Due> before(Instant end, int limit) {
        return due.stream()
                .takeWhile(each -> each.dueAt().isBefore(end))
                .limit(limit)
                .toList();
    }

    synchronized void settle(Settlement settlement) {
        TimerKey key = settlement.claim().key();
        Attempt made = attempts.get(key);
        if (made == null || made.revision() != settlement.revision()) {
            return;
        }
        settlement.next().ifPresentOrElse(next -> store(moved(made, next)), () -> delete(key));
    }

    private static Attempt moved(Attempt made, Settlement.Next next) {
        Timer timer = made.timer();
        Timer moved = new Timer(
                timer.key(),
                next.executeAt(),
                timer.callbackUrl(),
                timer.payload(),
                timer.retryPolicy(),
                timer.callbackTimeout(),
                timer.createdAt(),
                next.updatedAt());
        return new Attempt(moved, next.attempts() + 1, next.dueAt(), next.firstAt(), made.revision());
    }

    synchronized long size() {
        return attempts.size();
    }
}
