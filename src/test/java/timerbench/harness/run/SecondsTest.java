package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {
    private static Seconds seconds(List<Double> asked, List<Double> cpuBusy) {
        return new Seconds(Samples.START, asked, List.of(1L, 2L), List.of(1L, 1L), List.of(0L, 0L), cpuBusy);
    }

    private static List<Long> zeros(int count) {
        return Collections.nCopies(count, 0L);
    }

    @Test
    void whatIsNotKnownOfASecondMayBeAbsentOfAll() {
        assertThat(seconds(List.of(), List.of()).count()).isEqualTo(2);
        assertThat(seconds(List.of(0.0, 1.5), List.of(0.0, 1.0)).count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | 0 | seconds: there must be at least one
            2 | 1 | 2 | seconds: lists differ in length
            2 | 2 | 3 | seconds: lists differ in length
            """)
    void listsAreOfOneLength(int started, int succeeded, int failed, String message) {
        assertThatThrownBy(() -> new Seconds(
                        Samples.START, List.of(), zeros(started), zeros(succeeded), zeros(failed), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsKnownOfSomeSecondsMustBeKnownOfAll() {
        assertThatThrownBy(() -> seconds(List.of(1.0), List.of())).hasMessage("seconds: 1 of 2");
        assertThatThrownBy(() -> seconds(List.of(), List.of(0.1, 0.2, 0.3))).hasMessage("seconds: 3 of 2");
    }

    @Test
    void aRateIsNotBelowZeroNorAGuess() {
        assertThatThrownBy(() -> seconds(List.of(1.0, -1.0), List.of()))
                .hasMessage("rate asked must not be negative, was -1.0");
        assertThatThrownBy(() -> seconds(List.of(1.0, Double.NaN), List.of()))
                .hasMessage("rate asked was NaN: leave out what was not measured");
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.01", "NaN"})
    void aShareIsZeroToOne(double share) {
        assertThatThrownBy(() -> seconds(List.of(), List.of(0.5, share)))
                .hasMessage("cpuBusy: a share is 0 to 1, was " + share);
    }
}
