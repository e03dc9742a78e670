package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import timerbench.MovedClock;
import timerbench.service.store.Store;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

class OwnershipTest {
    private static final int SHARDS = 8;
    private static final Duration TERM = Duration.ofSeconds(5);

    private final MovedClock clock = new MovedClock();
    private final Store store = MemoryStore.open(new Shards(SHARDS), clock);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Set<Integer> busy = new HashSet<>();

    private Ownership instance(String name) {
        return new Ownership(
                store.leases(),
                SHARDS,
                name,
                TERM,
                () -> TimeUnit.SECONDS.toNanos(clock.instant().getEpochSecond()),
                busy::contains,
                metrics);
    }

    private static Ownership beaten(Ownership instance) {
        instance.beat();
        return instance;
    }

    @Test
    void aLoneInstanceHasAllShards() {
        assertThat(beaten(instance("a")).shards()).hasSize(SHARDS);
        assertThat(metrics.counter("timerbench.service.lease.changes", "change", "taken")
                        .count())
                .isEqualTo(SHARDS);
    }

    @Test
    void twoInstancesComeToShareThemAndNoShardHasTwo() {
        Ownership a = beaten(instance("a"));
        Ownership b = beaten(instance("b"));
        assertThat(b.shards()).isEmpty();
        a.beat();
        b.beat();
        assertThat(a.shards()).hasSize(SHARDS / 2);
        assertThat(b.shards()).hasSize(SHARDS / 2).doesNotContainAnyElementsOf(a.shards());
    }

    @Test
    void aShardWithCallbacksInFlightIsGivenUpOnlyWhenTheyAreDone() {
        Ownership a = beaten(instance("a"));
        for (int shard = 0; shard < SHARDS; shard++) {
            busy.add(shard);
        }
        Ownership b = beaten(instance("b"));
        a.beat();
        assertThat(a.shards()).as("not fired any more").hasSize(SHARDS / 2);
        b.beat();
        assertThat(b.shards()).as("and not yet by the other").isEmpty();
        busy.clear();
        a.beat();
        b.beat();
        assertThat(b.shards()).hasSize(SHARDS / 2);
    }

    @Test
    void theShardsOfADeadInstanceAreTakenOverAfterItsTerm() {
        Ownership a = beaten(instance("a"));
        Ownership b = beaten(instance("b"));
        clock.move(TERM.minusSeconds(1));
        b.beat();
        assertThat(b.shards()).isEmpty();
        clock.move(Duration.ofSeconds(1));
        b.beat();
        assertThat(b.shards()).hasSize(SHARDS);
        assertThat(a.shards()).as("by its own clock its term is over, too").isEmpty();
    }

    @Test
    void anInstanceThatWakesUpAfterItsTermKnowsWhatItHasLost() {
        Ownership a = beaten(instance("a"));
        Ownership b = beaten(instance("b"));
        clock.move(TERM);
        b.beat();
        a.beat();
        assertThat(a.shards()).isEmpty();
        assertThat(b.shards()).hasSize(SHARDS);
    }

    @Test
    void anInstanceThatLeavesLeavesNothing() {
        Ownership a = beaten(instance("a"));
        a.leave();
        assertThat(a.shards()).isEmpty();
        assertThat(beaten(instance("b")).shards()).hasSize(SHARDS);
    }
}
