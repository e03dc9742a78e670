package timerbench.harness.targets.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gate measures revisions of the service that still have the names of before. */
class FormerNamesTest {
    @Test
    void requestsOfAnOlderRevisionAreReadUnderTheirNamesAndLabelsOfToday() {
        String older = """
                timerbench_http_requests_seconds_count{operation="create",status="201"} 7
                timerbench_callbacks_seconds_count{outcome="succeeded"} 5
                """;
        assertThat(MetricsText.ofTimerService().read(older))
                .containsOnly(
                        entry(
                                new MetricsText.Series(
                                        "http_server_request_duration_seconds_count",
                                        Map.of("operation", "create", "http_response_status_code", "201")),
                                7.0),
                        entry(
                                new MetricsText.Series(
                                        "timerbench_service_callback_duration_seconds_count",
                                        Map.of("outcome", "succeeded")),
                                5.0));
    }

    @ParameterizedTest
    @CsvSource({
        "timerbench_http_requests_seconds_sum, http_server_request_duration_seconds_sum",
        "timerbench_timers_pending, timerbench_service_timers_pending",
        "timerbench_store_info, timerbench_service_store_info",
        "timerbench_dynamodb_capacity_units_total, timerbench_service_dynamodb_capacity_units_total",
        "timerbench_dynamodb_calls_total, timerbench_service_dynamodb_calls_total",
    })
    void everyMetricThatTheHarnessReadsIsFoundUnderItsFormerName(String before, String now) {
        assertThat(new MetricsText(Set.of(now)).read(before + "{status=\"x\",table=\"t\"} 1"))
                .hasSize(1)
                .allSatisfy((series, value) -> assertThat(series.metric()).isEqualTo(now));
        assertThat(new MetricsText(Set.of("another")).read(before + " 1")).isEmpty();
    }
}
