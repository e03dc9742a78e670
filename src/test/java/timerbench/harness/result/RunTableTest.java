package timerbench.harness.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTableTest {

    @Test
    void aCompleteRunReadsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("complete.txt", () -> RunTable.format(Samples.complete()));
    }

    @Test
    void whatIsAbsentReadsAsItsGoldenFileInEveryLocale() throws IOException {
        Golden.assertSame("sparse.txt", () -> RunTable.format(Samples.sparse()));
    }

    @Test
    void noLineIsWiderThanAHundredColumnsOrEndsInSpaces() {
        Trial busy = new Trial(
                        1, Samples.MEASURED, Optional.of(Samples.HOLD), Outcome.complete(), new WarmUp(1_234_567, 89))
                .with(List.of(
                        Metric.throughput("create many timers at once", 123_456.7),
                        Metric.responseTime("create many timers at once", Samples.spread(1_234_567)),
                        Metric.throughputAsked("get", 123_456.7)));
        for (Run run : List.of(Samples.complete(), Samples.sparse(), Samples.run(Samples.embedded(), busy))) {
            assertThat(RunTable.format(run).lines())
                    .allSatisfy(line -> assertThat(line)
                            .hasSizeLessThanOrEqualTo(RunTable.WIDTH)
                            .doesNotMatch(".*\\s"));
        }
    }

    @Test
    void nothingThatIsNotZeroReadsAsZeroNorAnythingBelowAllAsAll() {
        assertThat(Figure.text(0.0)).isEqualTo("0");
        assertThat(Figure.text(0.0001)).isEqualTo("<0.01");
        assertThat(Figure.text(0.04)).isEqualTo("0.04");
        assertThat(Figure.text(99.84)).isEqualTo("99.8");
        assertThat(Figure.text(1234567.8)).isEqualTo("1,234,568");
        assertThat(Figure.percent(0)).isEqualTo("0");
        assertThat(Figure.percent(1e-9)).isEqualTo("<0.01");
        assertThat(Figure.percent(1)).isEqualTo("100.0");
        assertThat(Figure.percent(0.999999)).isEqualTo(">99.9");
    }

    @Test
    void aLongWordIsBrokenAndALongTextContinuesBelowItself() {
        assertThat(Wrap.lines("ab ", "xxxxxxxxxx yy z", 8)).containsExactly("ab xxxxx", "   xxxxx", "   yy z");
        assertThat(Wrap.lines("", "", 8)).containsExactly("");
    }
}
