package timerbench.harness.judge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Trial;

class ComparedMetricTest {
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

    private static Optional<Double> of(ComparedMetric quantity, Trial trial, String operation) {
        return quantity.of(result(trial, operation));
    }

    private static CellResult result(Trial trial, String operation) {
        return CellResult.of(new Cell("postgres", operation, 1), Comparisons.run(Comparisons.postgres(), trial));
    }

    @Test
    void ofOneOperationOnlyItsOwnRequestsCount() {
        Trial trial = Comparisons.trial(mixed());
        assertThat(of(ComparedMetric.THROUGHPUT, trial, "delete")).contains(40.0);
        assertThat(of(ComparedMetric.P50, trial, "delete")).contains(110.0);
        assertThat(of(ComparedMetric.ERROR_RATE, trial, "create")).contains(0.5);
    }

    /** By hand: 800 of 1,000 requests take 1 … 20 ms, 40 each; 200 take 101 … 120, 10 each. */
    @Test
    void ofTheMixedOperationAllRequestsCountTogether() {
        Trial trial = Comparisons.trial(mixed());
        assertThat(of(ComparedMetric.THROUGHPUT, trial, "mixed")).contains(100.0);
        assertThat(of(ComparedMetric.P50, trial, "mixed")).contains(13.0);
        assertThat(of(ComparedMetric.P95, trial, "mixed")).contains(115.0);
        assertThat(of(ComparedMetric.ERROR_RATE, trial, "mixed").orElseThrow()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void whatIsKnownOfAPartOnlyIsNotMeasured() {
        List<Metric> parts = new ArrayList<>(mixed());
        parts.removeIf(metric -> metric.subject().name().orElseThrow().equals("update"));
        Trial trial = Comparisons.trial(parts);
        for (ComparedMetric quantity :
                List.of(ComparedMetric.THROUGHPUT, ComparedMetric.P50, ComparedMetric.P99, ComparedMetric.ERROR_RATE)) {
            assertThat(of(quantity, trial, "mixed")).as(quantity.word()).isEmpty();
        }
    }

    @Test
    void aPercentileThatTheSampleDoesNotSupportIsNotMeasured() {
        Trial trial = Comparisons.trial(requests("create", 1, 1, 99, 0));
        assertThat(of(ComparedMetric.P50, trial, "create")).isPresent();
        assertThat(of(ComparedMetric.P95, trial, "create")).isEmpty();
    }

    @Test
    void costsAreThoseOfTheProcess() {
        Trial trial = Comparisons.trial(List.of(
                Metric.cpuSecondsPerThousand("service", 0.5),
                Metric.cpuSecondsPerThousand("database", 0.25),
                Metric.memory("service", 200),
                Metric.memory("database", 300),
                Metric.diskPerTimer(412.5)));
        assertThat(of(ComparedMetric.CPU_SERVICE, trial, "create")).contains(0.5);
        assertThat(of(ComparedMetric.CPU_DATABASE, trial, "create")).contains(0.25);
        assertThat(of(ComparedMetric.MEMORY_SERVICE, trial, "create")).contains(200.0);
        assertThat(of(ComparedMetric.MEMORY_DATABASE, trial, "create")).contains(300.0);
        assertThat(of(ComparedMetric.DISK_PER_TIMER, trial, "create")).contains(412.5);
    }

    @Test
    void aThroughputIsHeldAgainstWhatTheBareDriverWroteBeforeTheSameRun() {
        CellResult result =
                result(Comparisons.trial("create", 3_000, 2), "create").with(BareDriver.wrote(12_000));
        assertThat(ComparedMetric.BARE_DRIVER.of(result)).contains(12_000.0);
        assertThat(ComparedMetric.THROUGHPUT_TO_BARE.of(result)).contains(0.25);
    }

    @Test
    void whereTheRunFailedTheBareDriverStillCountsAndWhereTheBareDriverFailedTheRunDoes() {
        Cell cell = new Cell("postgres", "create", 1);
        CellResult withoutRun = CellResult.failed(cell, "exit code 3").with(BareDriver.wrote(12_000));
        assertThat(ComparedMetric.BARE_DRIVER.of(withoutRun)).contains(12_000.0);
        assertThat(ComparedMetric.THROUGHPUT_TO_BARE.of(withoutRun)).isEmpty();
        CellResult withoutBare =
                result(Comparisons.trial("create", 3_000, 2), "create").with(BareDriver.failed("no room"));
        assertThat(ComparedMetric.THROUGHPUT.of(withoutBare)).contains(3_000.0);
        assertThat(ComparedMetric.BARE_DRIVER.of(withoutBare)).isEmpty();
        assertThat(ComparedMetric.THROUGHPUT_TO_BARE.of(withoutBare)).isEmpty();
    }

    @Test
    void aBareDriverWroteSomethingOrFailed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BareDriver.wrote(0))
                .withMessageContaining("was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new BareDriver(Optional.of(1.0), Optional.of("no room")));
        assertThatIllegalArgumentException().isThrownBy(() -> new BareDriver(Optional.empty(), Optional.empty()));
    }
}
