package timerbench.harness.load.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacerTest {
    private static final long SECOND = 1_000_000_000;
    /** What System.nanoTime() says: anything, also below zero. */
    private static final long ORIGIN = -5 * SECOND;

    private final Pacer pacer = new Pacer(ORIGIN);

    private long next() {
        return pacer.turn().orElseThrow().nanos();
    }

    @Test
    void startsFollowEachOtherAtTheRate() {
        pacer.rate(4, ORIGIN);
        assertThat(next()).isEqualTo(ORIGIN);
        assertThat(next()).isEqualTo(ORIGIN + SECOND / 4);
        assertThat(next()).isEqualTo(ORIGIN + SECOND / 2);
    }

    @Test
    void startsKeepTheirInstantsHoweverLateTheyAreTaken() {
        pacer.rate(1_000, 0);
        long last = 0;
        for (int i = 0; i <= 10_000; i++) {
            last = next();
        }
        assertThat(last).as("the ten-thousandth, whenever that is asked").isEqualTo(10 * SECOND);
    }

    @Test
    void fractionsOfNanosecondsAddUp() {
        pacer.rate(3, 0);
        for (int i = 0; i < 3_000; i++) {
            next();
        }
        assertThat(next()).isBetween(1_000 * SECOND - 1_000, 1_000 * SECOND + 1_000);
    }

    @Test
    void aNewRateBeginsNowAndWhatWasNotStartedIsDropped() {
        pacer.rate(1, ORIGIN);
        next();
        pacer.rate(10, ORIGIN + 30 * SECOND);
        assertThat(next()).isEqualTo(ORIGIN + 30 * SECOND);
        assertThat(next()).isEqualTo(ORIGIN + 30 * SECOND + SECOND / 10);
    }

    @Test
    void itIsPausedUntilItHasARateAndWhileThatIsZero() {
        assertThat(pacer.turn()).isEmpty();
        pacer.rate(1, ORIGIN);
        assertThat(pacer.turn()).isPresent();
        pacer.rate(0, ORIGIN + SECOND);
        assertThat(pacer.turn()).isEmpty();
        pacer.rate(2, ORIGIN + 2 * SECOND);
        assertThat(pacer.turn()).isPresent();
        assertThat(next()).isEqualTo(ORIGIN + 2 * SECOND + SECOND / 2);
    }

    @Test
    void aTurnIsMeantUntilTheRateChangesAlsoToTheSame() {
        pacer.rate(1, ORIGIN);
        int change = pacer.turn().orElseThrow().change();
        assertThat(pacer.isMeant(change)).isTrue();
        pacer.rate(1, ORIGIN + 1);
        assertThat(pacer.isMeant(change)).isFalse();
        assertThat(pacer.isMeant(pacer.turn().orElseThrow().change())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,0", "1000,100", "1999,100", "2000,0", "2999,0", "3000,200", "99000,200"})
    void theRateOfThePastIsKnown(long millis, double rate) {
        pacer.rate(100, ORIGIN + SECOND);
        pacer.rate(0, ORIGIN + 2 * SECOND);
        pacer.rate(200, ORIGIN + 3 * SECOND);
        assertThat(pacer.rateAt(Duration.ofMillis(millis))).isEqualTo(rate);
    }
}
