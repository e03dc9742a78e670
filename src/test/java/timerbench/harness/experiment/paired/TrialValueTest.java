package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.Pair.PairedTrial;

class TrialValueTest {
    private static final Set<TrialValue> ALL = EnumSet.allOf(TrialValue.class);

    private static PairedTrial trial(Map<String, Double> values) {
        return new PairedTrial(values, List.of(), Optional.empty());
    }

    @Test
    void theJudgedMetricsHaveNamesForPeople() {
        assertThat(TrialValue.gateMetrics(ALL))
                .extracting(metric -> metric.judged().title())
                .containsExactly(
                        "throughput",
                        "p95 response time",
                        "p99 response time",
                        "p50 lateness",
                        "share of late callbacks",
                        "CPU time per 1,000 requests of the service",
                        "CPU time of the database per 1,000 requests",
                        "write-ahead log of the database per 1,000 requests",
                        "live memory of the service",
                        "open files of the service",
                        "connections to the database");
    }

    @Test
    void whatCanBeZeroIsComparedByDifference() {
        assertThat(TrialValue.gateMetrics(ALL))
                .filteredOn(metric -> metric.scale() == Scale.DIFFERENCE)
                .extracting(GateMetric::name)
                .containsExactly("lateShare", "openFiles", "databaseConnections");
    }

    @Test
    void residentMemoryIsJudgedOnlyIfTheLiveSetIsNotKnown() {
        assertThat(TrialValue.gateMetrics(EnumSet.complementOf(EnumSet.of(TrialValue.LIVE_BYTES))))
                .extracting(GateMetric::name)
                .contains("residentBytes")
                .doesNotContain("liveBytes");
        assertThat(TrialValue.gateMetrics(ALL))
                .extracting(GateMetric::name)
                .contains("liveBytes")
                .doesNotContain("residentBytes");
    }

    @Test
    void aServiceElsewhereWithoutCallbacksIsJudgedByItsAnswers() {
        Set<TrialValue> known = EnumSet.of(
                TrialValue.THROUGHPUT,
                TrialValue.RESPONSE_TIME_MEAN,
                TrialValue.RESPONSE_TIME_P95,
                TrialValue.RESPONSE_TIME_P99);

        assertThat(TrialValue.gateMetrics(known))
                .extracting(GateMetric::name)
                .containsExactly("throughput", "responseTimeP95", "responseTimeP99");
    }

    @Test
    void onlyWhatBothSidesMeasuredIsMeasured() {
        PairedTrial jvm = trial(Map.of("throughput", 1.0, "liveBytes", 2.0, "residentBytes", 3.0));
        PairedTrial other = trial(Map.of("throughput", 1.0, "residentBytes", 3.0, "latenessP50", 4.0));

        assertThat(TrialValue.measured(List.of(jvm, other)))
                .containsExactly(TrialValue.THROUGHPUT, TrialValue.RESIDENT_BYTES);
    }
}
