package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileTest {

    @ParameterizedTest
    @CsvSource({"P50, 10", "P75, 20", "P90, 50", "P95, 100", "P99, 500", "P99_9, 5000"})
    void aPercentileNeedsFiveSamplesBeyondIt(Percentile percentile, long needed) {
        assertThat(percentile.samplesNeeded()).isEqualTo(needed);
        assertThat(percentile.supportedBy(needed)).isTrue();
        assertThat(percentile.supportedBy(needed - 1)).isFalse();
    }

    @Test
    void aSampleSupportsAllPercentilesUpToItsSize() {
        assertThat(Percentile.supported(9)).isEmpty();
        assertThat(Percentile.supported(499))
                .containsExactly(Percentile.P50, Percentile.P75, Percentile.P90, Percentile.P95);
        assertThat(Percentile.supported(5000)).containsExactly(Percentile.values());
    }

    @Test
    void theLabelIsThePercentage() {
        for (Percentile percentile : Percentile.values()) {
            assertThat(percentile.percent()).isEqualTo(Double.parseDouble(percentile.label()));
            assertThat(Word.find(Percentile.class, percentile.label())).contains(percentile);
        }
        assertThat(Word.find(Percentile.class, "98")).isEmpty();
        assertThat(Word.all(Percentile.class)).isEqualTo("50, 75, 90, 95, 99, 99.9");
    }
}
