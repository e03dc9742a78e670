package timerbench.service.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.service.store.Page;
import timerbench.service.store.Position;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Something that is done to a store and its model alike. */
sealed interface Step {
    /** Throws {@link AssertionError} if the store and the model answer differently. */
    void take(Trial trial);

    record Put(List<Timer> timers) implements Step {
        @Override
        public void take(Trial trial) {
            trial.store.timers().put(timers);
            timers.forEach(trial.timers::put);
        }
    }

    record Get(List<TimerKey> keys) implements Step {
        @Override
        public void take(Trial trial) {
            assertThat(trial.store.timers().get(keys))
                    .isEqualTo(keys.stream().map(trial.timers::get).toList());
        }
    }

    record Update(List<TimerChange> changes) implements Step {
        @Override
        public void take(Trial trial) {
            assertThat(trial.store.timers().update(changes))
                    .isEqualTo(changes.stream().map(trial.timers::update).toList());
        }
    }

    record Delete(List<TimerKey> keys) implements Step {
        @Override
        public void take(Trial trial) {
            assertThat(trial.store.timers().delete(keys))
                    .isEqualTo(keys.stream().map(trial.timers::delete).toList());
        }
    }

    /** Reads all pages. */
    record ListAll(String groupId, Instant dueBefore, int limit) implements Step {
        @Override
        public void take(Trial trial) {
            List<Timer> read = new ArrayList<>();
            Optional<Position> after = Optional.empty();
            do {
                Page page = trial.store.timers().list(new TimerQuery(groupId, Optional.of(dueBefore), after, limit));
                assertThat(page.timers()).hasSizeLessThanOrEqualTo(limit);
                read.addAll(page.timers());
                after = page.end();
            } while (after.isPresent());
            assertThat(read).isEqualTo(trial.timers.list(groupId, dueBefore));
        }
    }

    /** An instance beats, takes shards, and beats again. */
    record Join(String instance, List<Integer> shards) implements Step {
        @Override
        public void take(Trial trial) {
            trial.join(instance, shards);
        }
    }

    record Release(String instance, List<Integer> shards) implements Step {
        @Override
        public void take(Trial trial) {
            trial.release(instance, shards);
        }
    }

    record Leave(String instance) implements Step {
        @Override
        public void take(Trial trial) {
            trial.leave(instance);
        }
    }

    /**
     * Looks up what is due, and makes the attempts of it: with each, the next of the fates; {@code next} is for all.
     */
    record Fire(Instant end, int limit, List<Fate> fates, Instant next) implements Step {
        @Override
        public void take(Trial trial) {
            new Firing(trial, this).run();
        }
    }
}
