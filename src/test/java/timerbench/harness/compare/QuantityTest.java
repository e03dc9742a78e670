package timerbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Trial;

class QuantityTest {
    private static List<Metric> requests(String request, double perSecond, int fromMillis, int count, double failed) {
        return List.of(
                Metric.throughput(request, perSecond),
                Metric.responseTime(request, Comparisons.millis(fromMillis, count)),
                Metric.errorRate(request, failed));
    }

    private static List<Metric> mixed() {
        List<Metric> metrics = new ArrayList<>();
        metrics.addAll(requests("create", 10, 1, 600, 0.5));
        metrics.addAll(requests("read", 20, 1, 200, 0));
        metrics.addAll(requests("update", 30, 101, 100, 0));
        metrics.addAll(requests("delete", 40, 101, 100, 0));
        return metrics;
    }

    @Test
    void ofOneOperationOnlyItsOwnRequestsCount() {
        Trial trial = Comparisons.trial(mixed());
        assertThat(Quantity.THROUGHPUT.of(trial, "delete")).contains(40.0);
        assertThat(Quantity.P50.of(trial, "delete")).contains(110.0);
        assertThat(Quantity.ERROR_RATE.of(trial, "create")).contains(0.5);
    }

    /** By hand: 800 of 1,000 requests take 1 … 20 ms, 40 each; 200 take 101 … 120, 10 each. */
    @Test
    void ofTheMixedOperationAllRequestsCountTogether() {
        Trial trial = Comparisons.trial(mixed());
        assertThat(Quantity.THROUGHPUT.of(trial, "mixed")).contains(100.0);
        assertThat(Quantity.P50.of(trial, "mixed")).contains(13.0);
        assertThat(Quantity.P95.of(trial, "mixed")).contains(115.0);
        assertThat(Quantity.ERROR_RATE.of(trial, "mixed").orElseThrow()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void whatIsKnownOfAPartOnlyIsNotMeasured() {
        List<Metric> parts = new ArrayList<>(mixed());
        parts.removeIf(metric -> metric.subject().name().orElseThrow().equals("update"));
        Trial trial = Comparisons.trial(parts);
        for (Quantity quantity : List.of(Quantity.THROUGHPUT, Quantity.P50, Quantity.P99, Quantity.ERROR_RATE)) {
            assertThat(quantity.of(trial, "mixed")).as(quantity.word()).isEmpty();
        }
    }

    @Test
    void aPercentileThatTheSampleDoesNotSupportIsNotMeasured() {
        Trial trial = Comparisons.trial(requests("create", 1, 1, 99, 0));
        assertThat(Quantity.P50.of(trial, "create")).isPresent();
        assertThat(Quantity.P95.of(trial, "create")).isEmpty();
    }

    @Test
    void costsAreThoseOfTheProcess() {
        Trial trial = Comparisons.trial(List.of(
                Metric.cpuSecondsPerThousand("service", 0.5),
                Metric.cpuSecondsPerThousand("database", 0.25),
                Metric.memory("service", 200),
                Metric.memory("database", 300),
                Metric.diskPerTimer(412.5)));
        assertThat(Quantity.CPU_SERVICE.of(trial, "create")).contains(0.5);
        assertThat(Quantity.CPU_DATABASE.of(trial, "create")).contains(0.25);
        assertThat(Quantity.MEMORY_SERVICE.of(trial, "create")).contains(200.0);
        assertThat(Quantity.MEMORY_DATABASE.of(trial, "create")).contains(300.0);
        assertThat(Quantity.DISK_PER_TIMER.of(trial, "create")).contains(412.5);
    }
}
