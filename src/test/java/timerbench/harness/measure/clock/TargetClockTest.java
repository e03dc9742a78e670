package timerbench.harness.measure.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.targets.TargetException;

class TargetClockTest {
    private static final InstantSource RECEIVER = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private static Optional<ClockOffset> around(long micros) {
        return Optional.of(new ClockOffset(micros - 500, micros + 500, ClockOffset.Source.NOW, 40, true));
    }

    @ParameterizedTest
    @CsvSource({"100_000, 100_500", "-100_000, -89_500", "501, 1_001", "250_400, 250_900"})
    void aClockThatSurelyDiffersIsTakenForTheReceiversAtTheLatestThatItMayRead(String offset, String correction) {
        assertThat(TargetClock.of(RECEIVER, around(number(offset))).instant())
                .isEqualTo(RECEIVER.instant().plusNanos(number(correction) * 1_000));
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 500, -500, -501, -10_000})
    void aClockThatMayAgreeOrIsSlightlyBehindIsNotCorrected(long micros) {
        assertThat(TargetClock.of(RECEIVER, around(micros))).isSameAs(RECEIVER);
    }

    @Test
    void aTargetThatDoesNotReportItsTimeIsTimedByTheReceiversClock() {
        assertThat(TargetClock.of(RECEIVER, Optional.empty())).isSameAs(RECEIVER);
    }

    @Test
    void aClockThatIsTooFarOffIsRefused() {
        assertThatThrownBy(() -> TargetClock.of(RECEIVER, around(3_000_000)))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "the target's clock is between 2,999.50 ms and 3,000.50 ms ahead of the receiver's (from now"
                                + " in /health/live, 40 round trips); lateness cannot be judged when clocks differ by more than"
                                + " 250 ms: set the clock that is wrong");
        assertThatThrownBy(() -> TargetClock.of(RECEIVER, around(-3_000_000))).hasMessageContaining("behind");
    }
}
