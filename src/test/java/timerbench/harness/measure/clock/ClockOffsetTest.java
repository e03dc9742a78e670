package timerbench.harness.measure.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockOffsetTest {
    private static ClockOffset between(long lowest, long highest) {
        return new ClockOffset(lowest, highest, ClockOffset.Source.NOW, 40, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -210    | 180     | 0.21 ms behind and 0.18 ms ahead of
                    -211    | 181     | 0.22 ms behind and 0.19 ms ahead of
                    249_799 | 250_201 | 249.79 ms and 250.21 ms ahead of
                    -250_201| -249_799| 249.79 ms and 250.21 ms behind
                    0       | 3       | 0.00 ms and 0.01 ms ahead of
                    -3      | 0       | 0.00 ms and 0.01 ms behind
                    5_000_000 | 5_000_001 | 5,000.00 ms and 5,000.01 ms ahead of""")
    void itsTextRoundsBothEndsOutward(String lowest, String highest, String interval) {
        assertThat(between(number(lowest), number(highest)).text())
                .isEqualTo("the target's clock is between " + interval
                        + " the receiver's (from now in /health/live, 40 round trips)");
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    @ParameterizedTest
    @CsvSource({"de", "tr", "ar-EG-u-nu-arab"})
    void itsTextIsTheSameInEveryLocale(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertThat(between(-1_234_560, 0).text()).contains("1,234.56 ms behind");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void unsteadyClocksAreReported() {
        assertThat(new ClockOffset(-10, 10, ClockOffset.Source.DATE, 40, false).text())
                .endsWith("(from the Date header, 40 round trips); the clocks were unsteady: one was set, or ran away,"
                        + " meanwhile");
    }

    @ParameterizedTest
    @CsvSource({
        "-210, 180, 0, 210",
        "-210, 380, 0, 380",
        "0, 380, 0, 380",
        "100, 380, 380, 280",
        "-380, -100, 0, 380",
        "-10_380, -10_100, -100, 10_280",
        "2_999_500, 3_000_500, 3_000_500, 1_000",
        "-3_000_500, -2_999_500, -2_989_500, 11_000"
    })
    void clocksThatSurelyDifferAreCorrectedSoThatNoCallbackIsCalledEarlyThatMayBeOnTime(
            String lowest, String highest, String correction, String uncertainty) {
        ClockOffset offset = between(number(lowest), number(highest));
        assertThat(offset.correctionMicros()).isEqualTo(number(correction));
        assertThat(offset.uncertaintyMicros(offset.correctionMicros())).isEqualTo(number(uncertainty));
    }

    @Test
    void aDateHeaderIsTooCoarseForACorrection() {
        ClockOffset offset = new ClockOffset(-1_100_000, -100_000, ClockOffset.Source.DATE, 40, true);
        assertThat(offset.correctionMicros()).isZero();
        assertThat(offset.uncertaintyMicros(0)).isEqualTo(1_100_000);
    }

    @Test
    void theCorrectionIsReportedAndTheRestIsUncertain() {
        ClockOffset.DuringRun clocks = new ClockOffset.DuringRun(between(99_800, 100_200), between(99_900, 100_400));
        assertThat(clocks.correctionMicros()).isEqualTo(100_200);
        assertThat(clocks.uncertaintyMicros()).isEqualTo(400);
        assertThat(clocks.text()).endsWith("; callbacks are timed by the target's clock, +100.200 ms");
    }

    @Test
    void aClockThatIsSetDuringTheRunIsUncertainByWhatItWasSet() {
        assertThat(new ClockOffset.DuringRun(between(-200, 200), between(2_999_800, 3_000_200)).uncertaintyMicros())
                .isEqualTo(3_000_200);
    }

    @Test
    void theJoinHoldsBothAndNamesTheCoarserSource() {
        ClockOffset byDate = new ClockOffset(-500, 100, ClockOffset.Source.DATE, 38, false);
        ClockOffset both = new ClockOffset(-500, 180, ClockOffset.Source.DATE, 78, false);
        assertThat(between(-210, 180).join(byDate)).isEqualTo(both);
        assertThat(byDate.join(between(-210, 180))).isEqualTo(both);
    }

    @Test
    void clocksThatMayHaveKeptTheirOffsetAreNotReportedToDrift() {
        ClockOffset.DuringRun clocks = new ClockOffset.DuringRun(between(-200, 200), between(-100, 400));
        assertThat(clocks.overall()).isEqualTo(new ClockOffset(-200, 400, ClockOffset.Source.NOW, 80, true));
        assertThat(clocks.driftMicros()).isEqualTo(150);
        assertThat(clocks.drifted()).isFalse();
        assertThat(clocks.text()).isEqualTo(clocks.overall().text());
    }

    @ParameterizedTest
    @CsvSource({"-200, 200, 500, 700, 300, 600", "500, 700, -200, 200, 300, -600"})
    void clocksWhoseIntervalsShareNothingDrifted(
            long lowest, long highest, long lowestAfter, long highestAfter, long certain, long drift) {
        ClockOffset.DuringRun clocks =
                new ClockOffset.DuringRun(between(lowest, highest), between(lowestAfter, highestAfter));
        assertThat(clocks.drifted()).isTrue();
        assertThat(clocks.certainDriftMicros()).isEqualTo(certain);
        assertThat(clocks.driftMicros()).isEqualTo(drift);
        assertThat(clocks.text()).contains("; the clocks drifted by at least 0.300 ms during the run");
    }

    @Test
    void anIntervalWithoutInsideIsRefused() {
        assertThatThrownBy(() -> between(2, 1)).hasMessage("clock offset: lowest 2 us is above highest 1 us");
        assertThatThrownBy(() -> new ClockOffset(0, 1, ClockOffset.Source.NOW, 0, true))
                .hasMessage("clock offset: round trips must be positive, was 0");
    }
}
