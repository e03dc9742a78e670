package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;

/** What a store promises that outlives its process; memory does not, and has no subclass of this. */
interface PersistenceContract extends StoreContract {
    /** Opens the same database as {@code openStore}, asking for another number of shards. */
    Store openStore(int shards);

    @Test
    default void aStoreKeepsTheShardsThatItWasCreatedWith() {
        try (Store reopened = openStore(SHARDS + 5)) {
            assertThat(reopened.shards()).isEqualTo(new Shards(SHARDS));
            assertThat(reopened.leases().beat(owner(), TERM).mine()).hasSize(SHARDS);
        }
    }

    @Test
    default void whatWasPutIsThereWhenTheStoreIsOpenedAgain() {
        Timer timer = timer("a", DUE);
        try (Store first = openStore(SHARDS)) {
            first.timers().put(List.of(timer));
        }
        try (Store second = openStore(SHARDS)) {
            assertThat(second.timers().get(List.of(timer.key()))).containsExactly(Optional.of(timer));
            assertThat(second.due().attempts(List.of(claim("a"))).get(0)).isPresent();
        }
    }
}
