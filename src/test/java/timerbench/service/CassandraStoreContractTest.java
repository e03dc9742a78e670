package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.store.cassandra.CassandraSettings;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

class CassandraStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final CassandraSettings settings = SharedCassandra.newStore();

    @Override
    Store openStore() {
        return openStore(SHARDS);
    }

    @Override
    public Store openStore(int shards) {
        return CassandraStore.open(settings, new Shards(shards));
    }

    /**
     * Deletes that meet in two processes may both be told true: only a lightweight transaction could tell them apart,
     * and would do for every delete what costs all of them their speed. The timer is gone once, whoever asks
     * afterwards.
     */
    @Test
    @Override
    public void ofTwoStoresThatDeleteATimerOneIsToldThatItDid() {
        List<TimerKey> keys = keys(80);
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        Store another = another();
        List<List<Boolean>> deleted =
                Threads.race(List.of(() -> oneByOne(store(), keys), () -> oneByOne(another, keys)));
        for (int i = 0; i < keys.size(); i++) {
            assertThat(List.of(deleted.get(0).get(i), deleted.get(1).get(i)))
                    .as("deletes of %s", keys.get(i))
                    .contains(true);
        }
        assertThat(oneByOne(store(), keys)).containsOnly(false);
        assertThat(another.timers().delete(keys)).containsOnly(false);
        assertThat(store().timers().get(keys)).containsOnly(Optional.empty());
        assertThat(before(DUE.plusSeconds(1), 1_000)).isEmpty();
    }

    private static List<Boolean> oneByOne(Store store, List<TimerKey> keys) {
        return keys.stream()
                .map(key -> store.timers().delete(List.of(key)).get(0))
                .toList();
    }
}
