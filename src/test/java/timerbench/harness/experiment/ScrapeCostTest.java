package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeCostTest {
    @Test
    void tenThousandSeriesAreScrapedInBothFormats() throws IOException, InterruptedException {
        List<ScrapeCost> costs = ScrapeCost.measure();

        assertThat(costs)
                .extracting(cost -> cost.of() + " " + cost.format())
                .containsExactly("counters text", "counters protobuf", "histograms text", "histograms protobuf");
        assertThat(costs).allSatisfy(cost -> {
            assertThat(cost.series()).isGreaterThan(9_990);
            assertThat(cost.bytes()).isGreaterThan(100_000);
            assertThat(cost.millis()).isPositive();
        });
    }
}
