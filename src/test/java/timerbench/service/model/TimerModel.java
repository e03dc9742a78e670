package timerbench.service.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import timerbench.service.store.Attempt;
import timerbench.service.store.Due;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * The timers of a store as its contract has them, in the plainest way: a map, and a count of changes as the revision.
 */
final class TimerModel {
    private final Map<TimerKey, Attempt> pending =
            new TreeMap<>(Comparator.comparing(TimerKey::groupId).thenComparing(TimerKey::timerId));
    private final Set<Due> leftovers = new HashSet<>();
    private long changes;

    void put(Timer timer) {
        attempt(timer.key()).ifPresent(before -> leftovers.add(new Due(timer.key(), before.dueAt())));
        place(timer, 0, timer.executeAt(), Optional.empty());
    }

    private void place(Timer timer, int made, Instant dueAt, Optional<Instant> firstAt) {
        changes++;
        pending.put(timer.key(), new Attempt(timer, made + 1, dueAt, firstAt, changes));
        leftovers.remove(new Due(timer.key(), dueAt));
    }

    Optional<Timer> get(TimerKey key) {
        return attempt(key).map(Attempt::timer);
    }

    Optional<Attempt> attempt(TimerKey key) {
        return Optional.ofNullable(pending.get(key));
    }

    Optional<Timer> update(TimerChange change) {
        attempt(change.key()).ifPresent(before -> {
            Timer timer = change.applyTo(before.timer());
            if (change.executeAt().isPresent()) {
                place(timer, 0, timer.executeAt(), Optional.empty());
            } else {
                place(timer, before.number() - 1, before.dueAt(), before.firstAt());
            }
        });
        return get(change.key());
    }

    boolean delete(TimerKey key) {
        return pending.remove(key) != null;
    }

    /** Returns all of the group's timers before the end in their order; the ids of the model are ASCII. */
    List<Timer> list(String groupId, Instant end) {
        return pending.values().stream()
                .map(Attempt::timer)
                .filter(timer -> timer.key().groupId().equals(groupId))
                .filter(timer -> timer.executeAt().isBefore(end))
                .sorted(Comparator.comparing(Timer::executeAt)
                        .thenComparing(timer -> timer.key().timerId()))
                .toList();
    }

    void settle(Attempt made, Optional<Settlement.Next> next) {
        Timer timer = made.timer();
        boolean unchanged = attempt(timer.key())
                .filter(now -> now.revision() == made.revision())
                .isPresent();
        if (!unchanged) {
            return;
        }
        delete(timer.key());
        next.ifPresent(then -> place(
                new Timer(
                        timer.key(),
                        then.executeAt(),
                        timer.callbackUrl(),
                        timer.payload(),
                        timer.retryPolicy(),
                        timer.callbackTimeout(),
                        timer.createdAt(),
                        then.updatedAt()),
                then.attempts(),
                then.dueAt(),
                then.firstAt()));
    }

    /** Fails unless this can be the answer of a shard. */
    void checkFound(List<Due> found, Predicate<TimerKey> inShard, Instant end, int limit) {
        List<Due> due = pending.values().stream()
                .map(attempt -> new Due(attempt.timer().key(), attempt.dueAt()))
                .filter(each -> inShard.test(each.key()) && each.dueAt().isBefore(end))
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(limit).doesNotHaveDuplicates();
        List<Due> untrue = new ArrayList<>(found);
        untrue.removeAll(due);
        assertThat(leftovers).as("leftovers that may be found").containsAll(untrue);
        assertThat(found).allMatch(each -> each.dueAt().isBefore(end));
        Instant last =
                found.stream().map(Due::dueAt).max(Comparator.naturalOrder()).orElse(end);
        Instant complete = found.size() < limit ? end : last;
        assertThat(found)
                .containsAll(due.stream()
                        .filter(each -> each.dueAt().isBefore(complete))
                        .toList());
    }

    /** The entry has been claimed: if it agreed with no timer, it is gone. */
    void claimed(Due due) {
        leftovers.remove(due);
    }
}
