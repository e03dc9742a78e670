package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void aHistogramThatIsCutShortIsRefusedWithTheReason(int length) {
        String whole = Distribution.encoded(new Histogram(3));
        assertThatThrownBy(() -> Distribution.decoded(whole.substring(0, length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a compressed HdrHistogram in base64: it ends too early");
    }
}
