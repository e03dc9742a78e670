package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void aTimeReadsAsPeopleSayIt() {
        assertThat(Figure.text(Duration.ZERO)).isEqualTo("0 s");
        assertThat(Figure.text(Duration.ofMillis(12))).isEqualTo("<1 s");
        assertThat(Figure.text(Duration.ofSeconds(89))).isEqualTo("89 s");
        assertThat(Figure.text(Duration.ofSeconds(90))).isEqualTo("2 min");
        assertThat(Figure.text(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    @Test
    void whatIsNotZeroNeverReadsAsZero() {
        assertThat(Figure.fineText(.0004)).isEqualTo("<0.001");
        assertThat(Figure.fineText(.0214)).isEqualTo("0.021");
        assertThat(Figure.fineText(12.34)).isEqualTo("12.3");
        assertThat(Figure.text(.004)).isEqualTo("<0.01");
    }
}
