package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

    private static Histogram upTo(int max) {
        Histogram histogram = new Histogram(3);
        for (int value = 1; value <= max; value++) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -0.001})
    void whatWasNotMeasuredCannotBeMadeAMetric(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.throughput("create", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.errorRate("create", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.cpuSecondsPerThousand("service", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.memory("database", value));
        String histogram = Distribution.of(upTo(1), 1, 1).histogram();
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(1, value, Map.of(), 1, histogram));
    }

    @Test
    void anErrorRateIsAShare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.errorRate("create", 1.5))
                .withMessage("error rate of create: a share is at most 1, was 1.5");
    }

    @Test
    void onlyTheKnownProcessesAreMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.memory("servcie", 1))
                .withMessage("unknown process \"servcie\"; known are [generator, service, database]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetricScope(Optional.of("create"), Optional.of("service")));
    }

    @Test
    void aKnownMetricHasItsUnitAndANewOneAnyUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric(
                        "memory", MetricScope.process("service"), Unit.ONE, Better.LOWER, new Measured.Value(1)))
                .withMessage("metric memory is in MB, was 1");
        Metric lost = new Metric("lost", MetricScope.trial(), Unit.ONE, Better.LOWER, new Measured.Value(0));
        assertThat(lost.subject().name()).isEmpty();
    }

    @Test
    void aDistributionHasThePercentilesThatItsSampleSupports() {
        Distribution distribution = Distribution.of(upTo(100), 5050, 100);

        assertThat(distribution.mean()).isEqualTo(50.5);
        assertThat(distribution.percentiles())
                .isEqualTo(Map.of(Percentile.P50, 50L, Percentile.P75, 75L, Percentile.P90, 90L, Percentile.P95, 95L));
        assertThat(distribution.histogram()).startsWith("HISTFAAA");
        assertThat(distribution.decode()).isEqualTo(upTo(100));
    }

    @Test
    void noPercentileIsAboveTheMaximum() {
        Histogram histogram = new Histogram(1);
        for (int i = 0; i < 100; i++) {
            histogram.recordValue(1001);
        }

        Distribution distribution = Distribution.of(histogram, 100_100, 1001);

        assertThat(histogram.getValueAtPercentile(95)).isGreaterThan(1001);
        assertThat(distribution.percentiles()).containsEntry(Percentile.P95, 1001L);
    }

    @Test
    void aDistributionThatContradictsItselfIsRefused() {
        String one = Distribution.of(upTo(1), 1, 1).histogram();
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(0, 0, Map.of(), 0, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(2, 1, Map.of(), 1, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(1, 2, Map.of(), 1, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(1, 1, Map.of(), 1, "no histogram"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Distribution(1, 1, Map.of(Percentile.P50, 1L), 1, one))
                .withMessage("percentile 50 needs more than 1 samples");
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.of(new Histogram(3), 0, 0));
    }
}
