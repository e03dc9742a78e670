package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long MILLI = 1_000_000;
    private static final long NOW = -7_777;
    private static final PairedSettings SETTINGS = new PairedSettings(
            6,
            0,
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofMillis(100),
            1,
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ZERO,
            "",
            "",
            new ExplainSettings(Duration.ofMillis(900), Duration.ofMillis(300)));

    private final Turns turns = new Turns(SETTINGS, NOW, new SplittableRandom(3));

    private boolean has(int load, long now) {
        return turns.until(load, now).isZero();
    }

    @Test
    void bothHaveTheirShareOfWarmUpAndHold() {
        assertThat(turns.holdFrom()).isEqualTo(NOW + 4_000 * MILLI);
        assertThat(turns.holdTo()).isEqualTo(NOW + 12_000 * MILLI);
    }

    @Test
    void oneOfBothHasItsTurnAtAnyMoment() {
        for (long now = NOW; now < turns.holdTo(); now += MILLI) {
            assertThat(has(0, now)).isNotEqualTo(has(1, now));
        }
    }

    @Test
    void inEachPairOfTurnsBothHaveTheSameTime() {
        for (long pair = turns.holdFrom(); pair < turns.holdTo(); pair += 200 * MILLI) {
            assertThat(has(0, pair)).isNotEqualTo(has(0, pair + 100 * MILLI));
            assertThat(has(0, pair)).isEqualTo(has(0, pair + 100 * MILLI - 1));
        }
    }

    @Test
    void aLoadWithoutItsTurnGetsTheTimeUntilTheNext() {
        for (long now = NOW; now < turns.holdTo(); now += 7 * MILLI) {
            int waiting = has(0, now) ? 1 : 0;
            long turn = now + turns.until(waiting, now).toNanos();
            assertThat(has(waiting, turn)).isTrue();
            assertThat(has(waiting, turn - 1)).isFalse();
        }
    }

    @Test
    void theOrderIsDrawn() {
        int firsts = 0;
        for (long pair = turns.holdFrom(); pair < turns.holdTo(); pair += 200 * MILLI) {
            firsts += has(0, pair) ? 1 : 0;
        }
        assertThat(firsts).isBetween(8, 32);
    }
}
