package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @Test
    void aTimeReadsAsPeopleSayIt() {
        assertThat(Numbers.text(Duration.ZERO)).isEqualTo("0 s");
        assertThat(Numbers.text(Duration.ofMillis(12))).isEqualTo("<1 s");
        assertThat(Numbers.text(Duration.ofSeconds(89))).isEqualTo("89 s");
        assertThat(Numbers.text(Duration.ofSeconds(90))).isEqualTo("2 min");
        assertThat(Numbers.text(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    @Test
    void whatIsNotZeroNeverReadsAsZero() {
        assertThat(Numbers.fineText(.0004)).isEqualTo("<0.001");
        assertThat(Numbers.fineText(.0214)).isEqualTo("0.021");
        assertThat(Numbers.fineText(12.34)).isEqualTo("12.3");
        assertThat(Numbers.text(.004)).isEqualTo("<0.01");
    }

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
        "Infinity, >1000 %",
        "0.9996, >99.9 %"
    })
    void aShareIsAPercentageToATenth(double share, String text) {
        assertThat(Numbers.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "412.5, 412.5 bytes",
        "20480, '20,480 bytes'",
        "317307, 317.3 kB",
        "24458240, 24.5 MB",
        "3123456789, '3,123 MB'"
    })
    void manyBytesHaveAUnitThatLeavesFewDigits(String bytes, String text) {
        assertThat(Numbers.withUnit(Unit.BYTES, Double.parseDouble(bytes))).isEqualTo(text);
    }

    @Test
    void theDifferenceOfPercentagesIsInPoints() {
        assertThat(Numbers.difference(Unit.PERCENT, 20.53)).isEqualTo("20.5 points");
        assertThat(Numbers.difference(Unit.ONE, 4)).isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.50", "0.0078125, 0.0078", "0.00000095, 9.5e-07"})
    void aPValueHasTwoDigits(double p, String text) {
        assertThat(Numbers.pValue(p)).isEqualTo(text);
    }

    @Test
    void aChangeSaysWhichWay() {
        assertThat(Numbers.worsening(0.05)).isEqualTo("worse by 5 %");
        assertThat(Numbers.worsening(-0.05)).isEqualTo("better by 5 %");
        assertThat(Numbers.worsening(0)).isEqualTo("the same");
    }

    @Test
    void whatExceedsALimitNeverReadsAsTheLimit() {
        assertThat(Numbers.percentRoundedUp(0.010001)).isEqualTo("1.01 %");
        assertThat(Numbers.ratio(1.20001, Better.LOWER)).isEqualTo("1.201");
        assertThat(Numbers.ratio(0.94996, Better.HIGHER)).isEqualTo("0.949");
    }

    @Test
    void aValueHasTheUnitThatPeopleReadItIn() {
        assertThat(Numbers.withUnit(Unit.MICROSECONDS, 18_900)).isEqualTo("18.9 ms");
        assertThat(Numbers.withUnit(Unit.PER_SECOND, 4_841)).isEqualTo("4,841/s");
        assertThat(Numbers.withUnit(Unit.MILLISECONDS, 26)).isEqualTo("26 ms");
        assertThat(Numbers.withUnit(Unit.SECONDS, 0.2161)).isEqualTo("0.216 s");
        assertThat(Numbers.withUnit(Unit.BYTES, 412)).isEqualTo("412 bytes");
    }
}
