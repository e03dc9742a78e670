package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Seconds;
import timerbench.harness.run.Trials;

class SaturationTest {
    private static final List<Long> NONE = Collections.nCopies(4, 0L);
    private static final List<Double> ASKED = List.of(900.0, 100.0, 100.0, 900.0);

    /** A ramp of a second, a hold of two, a second more. */
    private static Seconds seconds(List<Double> asked, long sent, List<Double> busy) {
        return new Seconds(Trials.START, asked, List.of(0L, sent, sent, 0L), NONE, NONE, busy);
    }

    @ParameterizedTest
    @CsvSource({"74,0.90,true", "75,0.90,false", "100,1,false", "74,0.89,false", "0,0.95,true", "0,0.10,false"})
    void aGeneratorIsSaturatedIfItSentTooFewOnABusyMachine(long sent, double busy, boolean saturated) {
        Seconds seconds = seconds(ASKED, sent, List.of(0.0, busy, busy, 0.0));
        assertThat(Saturation.of(seconds, 1, 3, Optional.empty()).orElseThrow().saturated())
                .isEqualTo(saturated);
    }

    @ParameterizedTest
    @CsvSource({"9,95,false", "9,94,true", "60,98,false", "60,97,true"})
    void ofAShortHoldItIsHalfASecondBehind(int hold, long sent, boolean saturated) {
        List<Long> all = Collections.nCopies(hold, sent);
        List<Double> asked = Collections.nCopies(hold, 100.0);
        Seconds seconds = new Seconds(Trials.START, asked, all, all, all, Collections.nCopies(hold, 1.0));
        assertThat(Saturation.of(seconds, 0, hold, Optional.empty())
                        .orElseThrow()
                        .saturated())
                .isEqualTo(saturated);
    }

    @ParameterizedTest
    @CsvSource({"0.4,0,false", "1,1,false", "1,0,true"})
    void aGeneratorIsNotBehindByLessThanARequest(double asked, long sent, boolean saturated) {
        Seconds seconds = seconds(List.of(0.0, asked, asked, 0.0), sent, List.of(0.0, 1.0, 1.0, 0.0));
        assertThat(Saturation.of(seconds, 1, 3, Optional.empty()).orElseThrow().saturated())
                .isEqualTo(saturated);
    }

    @Test
    void theObservationIsReportedInASentence() {
        Seconds seconds = seconds(ASKED, 70, List.of(0.0, 0.9, 1.0, 0.0));
        assertThat(Saturation.of(seconds, 1, 3, Optional.empty()))
                .contains(new Saturation.Finding(
                        true,
                        "the generator sent 140 of the 200 requests asked for in the hold; the machine was 95 % busy"));
    }

    @Test
    void aHoldThatWasCutShortIsJudgedAsFarAsItWent() {
        Seconds seconds = seconds(ASKED, 100, List.of(1.0, 1.0, 1.0, 1.0));
        assertThat(Saturation.of(seconds, 3, 99, Optional.empty()).orElseThrow().text())
                .contains("sent 0 of the 900 requests");
    }

    @Test
    void aLoadWithoutARequestedRateIsNotJudged() {
        assertThat(Saturation.of(seconds(List.of(), 0, List.of(1.0, 1.0, 1.0, 1.0)), 1, 3, Optional.empty()))
                .isEmpty();
    }

    @Test
    void aMachineThatWasNotMonitoredIsNotJudged() {
        assertThat(Saturation.of(seconds(ASKED, 0, List.of()), 1, 3, Optional.empty()))
                .isEmpty();
    }

    @Test
    void aHoldWithoutAFullSecondIsNotJudged() {
        Seconds seconds = seconds(ASKED, 0, List.of(1.0, 1.0, 1.0, 1.0));
        assertThat(Saturation.of(seconds, 3, 3, Optional.empty())).isEmpty();
        assertThat(Saturation.of(seconds, 4, 9, Optional.empty())).isEmpty();
    }
}
