package timerbench.service.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeginningTest {
    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_000_000 * SECOND;
    private static final long NOTHING = Long.MAX_VALUE;

    @Test
    void theFirstReadBeginsWhereItWasStored() {
        assertThat(Beginning.ofStored(7).start(NOW)).isEqualTo(7);
    }

    @Test
    void readsBeginNearAndNowAndThenFar() {
        Beginning read = Beginning.ofStored(0).afterRead(0, NOTHING, NOW);
        assertThat(read.start(NOW + SECOND)).isEqualTo(NOW - 7 * SECOND);
        assertThat(read.start(NOW + 10 * SECOND)).isEqualTo(NOW - 65 * SECOND);
    }

    @Test
    void anEntryThatIsPendingIsNotPassed() {
        long pending = NOW - 100 * SECOND;
        Beginning read = Beginning.ofStored(0).afterRead(0, pending, NOW);
        assertThat(read.start(NOW + SECOND)).isEqualTo(pending);
        assertThat(read.start(NOW + 10 * SECOND)).isEqualTo(pending);
    }

    @Test
    void whatAReadFromFarMeetsIsNearAgain() {
        Beginning read = Beginning.ofStored(0).afterRead(0, NOTHING, NOW);
        long slow = NOW - 30 * SECOND;
        long later = NOW + 10 * SECOND;
        assertThat(read.afterRead(read.start(later), slow, later).start(later + SECOND))
                .isEqualTo(slow);
    }

    @Test
    void aReadFromNearMovesOnlyTheNearBeginning() {
        Beginning read = Beginning.ofStored(0).afterRead(0, NOTHING, NOW);
        long later = NOW + 5 * SECOND;
        Beginning again = read.afterRead(read.start(later), NOTHING, later);
        assertThat(again.near()).isEqualTo(later - 7 * SECOND);
        assertThat(again.far()).isEqualTo(read.far());
    }

    @Test
    void itIsStoredAfterEveryThirtySecondsOfProgress() {
        Beginning read = Beginning.ofStored(NOW - 90 * SECOND).afterRead(NOW - 90 * SECOND, NOTHING, NOW);
        assertThat(read.isToBeStored()).isFalse();
        long later = NOW + 10 * SECOND;
        Beginning again = read.afterRead(read.start(later), NOTHING, later);
        assertThat(again.isToBeStored()).isTrue();
        assertThat(again.afterStoring().isToBeStored()).isFalse();
    }
}
