package timerbench.harness.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import timerbench.harness.result.Distribution;
import timerbench.harness.result.Percentile;

class PlotsTest {
    /** 1 to 2,000 ms, one sample each. */
    private static Distribution samples() {
        Histogram histogram = new Histogram(4);
        for (int value = 1; value <= 2_000; value++) {
            histogram.recordValue(value);
        }
        return Distribution.of(histogram, 2_000 * 2_001 / 2, 2_000);
    }

    @Test
    void aCurveEndsInTheLargestPercentileThatTheSampleSupportsWithItsValue() {
        Distribution samples = samples();

        JsonNode points =
                Plots.curve("create", "ms", 1, Map.of("create", samples)).at("/lines/0/points");

        assertThat(samples.percentiles()).containsKey(Percentile.P99).doesNotContainKey(Percentile.P99_9);
        assertThat(points.get(points.size() - 1).toString())
                .isEqualTo("[99.0," + samples.percentiles().get(Percentile.P99) + ".0]");
        assertThat(points)
                .allSatisfy(point -> assertThat(point.get(0).asDouble()).isBetween(0.0, 99.0));
    }

    @Test
    void tooFewSamplesForAnyPercentileAreNoCurve() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(5);

        JsonNode points = Plots.curve("create", "ms", 1, Map.of("create", Distribution.of(histogram, 5, 5)))
                .at("/lines/0/points");

        assertThat(points).isEmpty();
    }
}
