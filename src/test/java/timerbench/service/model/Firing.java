package timerbench.service.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Makes the attempts that are due with a store and its model, and settles them. */
final class Firing {
    private static final Comparator<Due> IN_ORDER = Comparator.comparing(Due::dueAt)
            .thenComparing(due -> due.key().groupId())
            .thenComparing(due -> due.key().timerId());

    private final Trial trial;
    private final Step.Fire step;

    Firing(Trial trial, Step.Fire step) {
        this.trial = trial;
        this.step = step;
    }

    void run() {
        List<Due> found = find().stream().sorted(IN_ORDER).toList();
        for (int i = 0; i < found.size(); i++) {
            fire(found.get(i), step.fates().get(i % step.fates().size()));
        }
    }

    private List<Due> find() {
        int shards = trial.store.shards().count();
        List<Due> found = trial.store
                .due()
                .before(step.end(), IntStream.range(0, shards).boxed().toList(), step.limit());
        for (int shard = 0; shard < shards; shard++) {
            int each = shard;
            trial.timers.checkFound(
                    found.stream().filter(due -> shard(due.key()) == each).toList(),
                    key -> shard(key) == each,
                    step.end(),
                    step.limit());
        }
        return found;
    }

    private int shard(TimerKey key) {
        return trial.store.shards().of(key);
    }

    private void fire(Due due, Fate fate) {
        int shard = shard(due.key());
        trial.leases.lease(shard).ifPresent(lease -> {
            Claim claim = new Claim(due.key(), lease, due.dueAt());
            Optional<Attempt> made = trial.store.due().attempts(List.of(claim)).get(0);
            Optional<Attempt> expected = trial.timers.attempt(due.key()).filter(attempt -> trial.leases.isHeld(shard));
            assertThat(withoutRevision(made)).isEqualTo(withoutRevision(expected));
            if (trial.leases.isHeld(shard)) {
                trial.timers.claimed(due);
            }
            if (made.isPresent() && made.get().dueAt().equals(due.dueAt())) {
                comeBetween(fate, made.get().timer());
                settle(claim, made.get(), expected.orElseThrow(), fate);
            }
        });
    }

    /** Revisions are the store's own. */
    private static Optional<Attempt> withoutRevision(Optional<Attempt> attempt) {
        return attempt.map(each -> new Attempt(each.timer(), each.number(), each.dueAt(), each.firstAt(), 0));
    }

    private void comeBetween(Fate fate, Timer timer) {
        switch (fate) {
            case UPDATED_MEANWHILE -> new Step.Update(List.of(change(timer))).take(trial);
            case REPLACED_MEANWHILE -> new Step.Put(List.of(timer)).take(trial);
            case DELETED_MEANWHILE -> new Step.Delete(List.of(timer.key())).take(trial);
            case DEPOSED_MEANWHILE -> {
                int shard = shard(timer.key());
                trial.release(trial.leases.owner(shard).orElseThrow(), List.of(shard));
            }
            default -> {
                // Nothing comes between.
            }
        }
    }

    private static TimerChange change(Timer timer) {
        return new TimerChange(
                timer.key(),
                Optional.empty(),
                Optional.of("http://meanwhile/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                timer.updatedAt());
    }

    private void settle(Claim claim, Attempt made, Attempt expected, Fate fate) {
        if (fate == Fate.NEVER_SETTLED) {
            return;
        }
        Optional<Settlement.Next> next = next(made, fate);
        trial.store.due().settle(List.of(new Settlement(claim, made.revision(), next)));
        if (fate != Fate.DEPOSED_MEANWHILE) {
            trial.timers.settle(expected, next);
        }
    }

    private Optional<Settlement.Next> next(Attempt made, Fate fate) {
        Instant then = step.next();
        return switch (fate) {
            case TRIED_AGAIN ->
                Optional.of(new Settlement.Next(
                        made.timer().executeAt(),
                        then,
                        made.number(),
                        Optional.of(made.firstAt().orElse(then)),
                        then));
            case RESCHEDULED -> Optional.of(new Settlement.Next(then, then, 0, Optional.empty(), then));
            default -> Optional.empty();
        };
    }
}
