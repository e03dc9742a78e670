package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseView;

class SharesTest {
    private static Shares shares(List<Integer> mine, List<Integer> free, Set<String> instances) {
        return Shares.of(
                new LeaseView(mine.stream().map(shard -> new Lease(shard, 1)).toList(), free, instances), 8);
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void aloneAnInstanceTakesAll() {
        assertThat(shares(List.of(), upTo(8), Set.of("a"))).isEqualTo(new Shares(upTo(8), List.of()));
    }

    @Test
    void whoeverHasMoreThanItsShareGivesTheRestUp() {
        assertThat(shares(upTo(8), List.of(), Set.of("a", "b"))).isEqualTo(new Shares(List.of(), List.of(4, 5, 6, 7)));
    }

    @Test
    void whoeverHasLessTakesWhatIsFreeUpToItsShare() {
        assertThat(shares(List.of(0), List.of(5, 6, 7), Set.of("a", "b", "c")))
                .isEqualTo(new Shares(List.of(5, 6), List.of()));
    }

    @Test
    void anEvenShareIsLeftAsItIs() {
        assertThat(shares(upTo(4), List.of(7), Set.of("a", "b"))).isEqualTo(new Shares(List.of(), List.of()));
    }
}
