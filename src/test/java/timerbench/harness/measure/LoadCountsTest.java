package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import timerbench.MovedClock;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.WarmUp;

class LoadCountsTest {
    private final MovedClock clock = new MovedClock();
    private final LoadCounts counts = new LoadCounts(Duration.ofSeconds(2), Duration.ofSeconds(5), clock);

    private void started(long millisSinceStart, int times) {
        clock.moveTo(counts.start().plusMillis(millisSinceStart));
        for (int i = 0; i < times; i++) {
            counts.started();
        }
    }

    @Test
    void aLoadBeginsOnceAndSoDoesCounting() {
        assertThat(counts.start()).isNull();
        assertThat(counts.begin()).isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(counts.begin()).isFalse();
        assertThat(counts.start()).isEqualTo(clock.instant().minusSeconds(1));
        assertThat(counts.beginCounted()).isTrue();
        assertThat(counts.beginCounted()).isFalse();
    }

    @Test
    void requestsAreCountedInTheSecondAfterTheWarmUpInWhichTheyAreSent() {
        assertThat(counts.begin()).isTrue();
        started(1_999, 7);
        started(2_000, 1);
        started(2_999, 2);
        started(3_000, 4);
        started(4_500, 8);
        assertThat(counts.totals().startedIn(3)).containsExactly(3L, 4L, 8L);
        assertThat(counts.totals().startedIn(1)).containsExactly(3L);
    }

    @Test
    void thereIsRoomForAMinuteBeyondThePlanAndWhatComesLaterIsLeftOut() {
        assertThat(counts.begin()).isTrue();
        started(64_999, 1);
        started(65_000, 1);
        assertThat(counts.totals().startedIn(65)).hasSize(65).endsWith(1L, 0L, 0L);
        assertThat(counts.totals().startedIn(65).stream()
                        .mapToLong(each -> each)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void beforeTheLoadBeginsNothingIsCounted() {
        counts.started();
        assertThat(counts.totals().startedIn(2)).containsExactly(0L, 0L);
    }

    @Test
    void theWarmUpIsCountedApart() {
        counts.answered(true, false);
        counts.answered(true, true);
        counts.answered(false, false);
        counts.answered(false, true);
        counts.answered(false, false);
        assertThat(counts.totals().warmUp()).isEqualTo(new WarmUp(2, 1));
        assertThat(counts.totals().requests()).isEqualTo(3);
        assertThat(counts.all()).isEqualTo(5);
        assertThat(counts.failed()).isEqualTo(2);
        counts.failedAlongside();
        assertThat(counts.failed()).isEqualTo(3);
        assertThat(counts.all()).as("it is no part of the rate").isEqualTo(5);
    }

    @Test
    void lagsAreADistributionInMicroseconds() {
        assertThat(counts.totals().lag()).isEmpty();
        for (int millis = 1; millis <= 100; millis++) {
            counts.late(millis * 1_000_000L + 999);
        }
        Distribution lag = counts.totals().lag().orElseThrow();
        assertThat(lag.count()).isEqualTo(100);
        assertThat(lag.mean()).isEqualTo(50_500);
        assertThat(lag.max()).isEqualTo(100_000);
        assertThat(lag.percentiles().get(Percentile.P50)).isBetween(50_000L, 50_500L);
    }

    @Test
    void aLagOfNothingIsOne() {
        counts.late(0);
        assertThat(counts.totals().lag().orElseThrow().count()).isEqualTo(1);
        assertThat(counts.totals().lag().orElseThrow().max()).isZero();
    }
}
