package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;

class TrialPlotsTest {
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
                TrialPlots.curve("create", "ms", 1, Map.of("create", samples)).at("/lines/0/points");

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

        JsonNode points = TrialPlots.curve("create", "ms", 1, Map.of("create", Distribution.of(histogram, 5, 5)))
                .at("/lines/0/points");

        assertThat(points).isEmpty();
    }

    private static Trial with(Timeline.Series... series) {
        return Trials.held(Duration.ofSeconds(1))
                .with(new Timeline(Trials.START, Duration.ofSeconds(1), List.of(series)));
    }

    private static Timeline.Series flat(String name, MetricScope subject) {
        return new Timeline.Series(name, subject, Unit.BYTES_PER_SECOND, List.of(Optional.of(105e6)));
    }

    @Test
    void diskAndNetworkOfContainersArePlottedAndThePartOfAPlainProcessIsNot() {
        MetricScope service = MetricScope.process(MetricScope.SERVICE);
        Trial plain = with(flat(Metric.IO_READ, service));
        Trial contained = with(
                flat(Metric.IO_READ, service),
                flat(Metric.IO_WRITTEN, service),
                flat(Metric.NETWORK_RECEIVED, service),
                flat(Metric.NETWORK_SENT, service));

        assertThat(new TrialPlots(plain).bySection().get("processes")).isEmpty();
        assertThat(new TrialPlots(contained).bySection().get("processes"))
                .extracting(
                        plot -> plot.get("title").asText(),
                        plot -> plot.at("/lines/1/name").asText())
                .containsExactly(
                        tuple("network of containers", "service sent"),
                        tuple("disks of containers", "service written"));
    }

    @Test
    void whatTheBlockDevicesWroteIsPlottedAndWhatOlderRunsChargeToProcessesIsNot() {
        Trial older = with(flat("diskWritten", MetricScope.process(MetricScope.DATABASE)));
        Trial newer = with(flat("devicesWritten", MetricScope.trial()));

        assertThat(new TrialPlots(older).bySection().get("processes")).isEmpty();
        assertThat(new TrialPlots(newer).bySection().get("processes"))
                .singleElement()
                .satisfies(plot -> assertThat(plot.get("title").asText()).isEqualTo("block devices of the machine"));
    }
}
