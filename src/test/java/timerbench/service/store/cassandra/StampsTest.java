package timerbench.service.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import timerbench.MovedClock;

class StampsTest {
    private final MovedClock clock = new MovedClock();
    private final Stamps one = new Stamps(clock);
    private final Stamps two = new Stamps(clock);

    private LongStream updates(long revision) {
        return LongStream.generate(() -> two.ofUpdate(revision)).limit(1_000);
    }

    @Test
    void aDeleteLiesAboveTheUpdatesOfTheSameRevisionInAnotherProcess() {
        long revision = one.ofPut();
        long deleted = one.ofDelete(revision);
        assertThat(updates(revision)).allMatch(updated -> updated > revision + 1 && updated < deleted);
    }

    @Test
    void aDeleteLiesAboveTheUpdatesOfAnOldRevisionThatAreStampedSecondsLater() {
        long revision = one.ofPut();
        clock.move(Duration.ofDays(1));
        long deleted = one.ofDelete(revision);
        clock.move(Duration.ofSeconds(19));
        assertThat(updates(revision)).allMatch(updated -> updated > revision + 1 && updated < deleted);
    }

    @Test
    void anUpdateOfAnOldRevisionIsNotTakenForOneThatIsOverdue() {
        long revision = one.ofPut();
        clock.move(Duration.ofDays(1));
        assertThat(one.ofUpdate(revision))
                .isGreaterThan(Stamps.at(clock.instant().minus(TimerTables.LONGEST_WRITE)));
    }

    @Test
    void aPutLiesAboveAllBeforeItInItsProcessWhileTheClockStandsStill() {
        long put = one.ofPut();
        long updated = one.ofUpdate(put);
        long again = one.ofPut();
        long deleted = one.ofDelete(again);
        assertThat(List.of(put, updated, again, deleted, one.ofPut()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aWriteLiesAboveWhatItIsBasedOnAlsoWhereThatIsOfAClockAhead() {
        long ahead = Stamps.at(clock.instant().plusSeconds(5));
        long deleted = one.ofDelete(ahead);
        assertThat(updates(ahead)).allMatch(updated -> updated > ahead + 1 && updated < deleted);
    }

    @Test
    void updatesOfOneRevisionAtTheSameInstantSeldomHaveTheSameStamp() {
        assertThat(updates(one.ofPut()).distinct().count()).isGreaterThan(900);
    }
}
