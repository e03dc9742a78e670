package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

class StoreStartTest {
    private long nanos;
    private final List<String> told = new ArrayList<>();
    private final StoreStart start =
            new StoreStart(Duration.ofSeconds(60), () -> nanos, time -> nanos += time.toNanos(), told::add);
    private final Store store = MemoryStore.open(new Shards(1));
    private int tries;

    private static StoreUnavailableException refused() {
        return new StoreUnavailableException("PostgreSQL at db cannot be reached: Connection refused", null);
    }

    @Test
    void aDatabaseThatIsThereIsOpenedAtOnce() {
        assertThat(start.open(() -> store)).isSameAs(store);
        assertThat(nanos).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void aDatabaseThatComesLaterIsWaitedForAndThatIsSaidOnce() {
        Store opened = start.open(() -> {
            if (nanos < Duration.ofSeconds(59).toNanos()) {
                throw refused();
            }
            return store;
        });
        assertThat(opened).isSameAs(store);
        assertThat(told)
                .containsExactly(
                        "PostgreSQL at db cannot be reached: Connection refused; waiting for it for up to 60 s");
    }

    @Test
    void oneThatNeverComesIsGivenUpInTimeAndTheMessageSaysHowLongItTook() {
        assertThatThrownBy(() -> start.open(() -> {
                    throw refused();
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("PostgreSQL at db cannot be reached: Connection refused")
                .hasMessageContaining("tried for 60 s (startTimeout is 60 s)");
        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatTheDatabaseRefusesIsNotTriedAgain() {
        StoreException wrong = new StoreException("password authentication failed", null);
        assertThatThrownBy(() -> start.open(() -> {
                    tries++;
                    throw wrong;
                }))
                .isSameAs(wrong);
        assertThat(tries).isEqualTo(1);
        assertThat(nanos).isZero();
    }
}
