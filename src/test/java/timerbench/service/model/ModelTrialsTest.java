package timerbench.service.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.service.store.DueStore;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.Store;
import timerbench.service.store.StoreConnection;
import timerbench.service.store.TimerStore;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

class ModelTrialsTest {
    private Store memory = MemoryStore.open(new Shards(4));

    /** Returns a store that answers deletes, and does not make them. */
    private Store thatDeletesNothing() {
        return new Store(
                memory.shards(),
                memory.info(),
                deletingNothing(TimerStore.class, () -> memory.timers()),
                deletingNothing(DueStore.class, () -> memory.due()),
                deletingNothing(LeaseStore.class, () -> memory.leases()),
                StoreConnection.NONE);
    }

    /** Returns what passes calls on to the store of the moment, but for deletes. */
    private static <T> T deletingNothing(Class<T> type, Supplier<T> store) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("delete")) {
                        return method.invoke(store.get(), arguments);
                    }
                    List<?> keys = (List<?>) arguments[0];
                    return Collections.nCopies(keys.size(), true);
                }));
    }

    @Test
    void aStoreThatDeletesNothingIsFoundInTwoSteps() {
        Throwable failure = catchThrowable(() ->
                new ModelTrials(thatDeletesNothing(), () -> memory = MemoryStore.open(new Shards(4))).run(1));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("-Dstore.seed=1");
        assertThat(failure).hasMessageMatching("(?s).*: [12] of its 40 steps suffice:\n  Delete\\[.*");
    }

    @Test
    void theSameSeedDrawsTheSameSteps() {
        assertThat(RandomSteps.draw(7, 4, 50))
                .isEqualTo(RandomSteps.draw(7, 4, 50))
                .isNotEqualTo(RandomSteps.draw(8, 4, 50));
    }

    @Test
    void everyStepThatIsTakenAwayIsTriedWithoutIt() {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        assertThat(Shrinking.shrink(numbers, part -> part.contains(17) && part.contains(80)))
                .containsExactly(17, 80);
        assertThat(Shrinking.shrink(numbers, part -> part.size() > 5)).hasSize(6);
        assertThatCode(() -> Shrinking.shrink(List.of(), part -> true)).doesNotThrowAnyException();
    }
}
