package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.0004, <0.1 %",
        "0.0005, 0.1 %",
        "0.02, 2 %",
        "0.0412, 4.1 %",
        "0.3, 30 %",
        "1.234, 123.4 %",
        "10, 1000 %",
        "10.1, >1000 %",
        "Infinity, >1000 %"
    })
    void aShareIsAPercentageToATenth(double share, String text) {
        assertThat(PairedText.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.50", "0.0078125, 0.0078", "0.00000095, 9.5e-07"})
    void aPValueHasTwoDigits(double p, String text) {
        assertThat(PairedText.pValue(p)).isEqualTo(text);
    }

    @Test
    void aChangeSaysWhichWay() {
        assertThat(PairedText.change(0.05)).isEqualTo("worse by 5 %");
        assertThat(PairedText.change(-0.05)).isEqualTo("better by 5 %");
        assertThat(PairedText.change(0)).isEqualTo("the same");
    }
}
