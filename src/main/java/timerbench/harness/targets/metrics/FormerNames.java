package timerbench.harness.targets.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that the reference service's metrics had before they followed OpenTelemetry's conventions. A gate measures
 * older revisions of the service, which still have them.
 */
final class FormerNames {
    private static final Map<String, String> METRICS = Map.of(
            "timerbench_http_requests_seconds_count", "http_server_request_duration_seconds_count",
            "timerbench_http_requests_seconds_sum", "http_server_request_duration_seconds_sum",
            "timerbench_callbacks_seconds_count", "timerbench_service_callback_duration_seconds_count",
            "timerbench_timers_pending", "timerbench_service_timers_pending",
            "timerbench_store_info", "timerbench_service_store_info",
            "timerbench_dynamodb_capacity_units_total", "timerbench_service_dynamodb_capacity_units_total",
            "timerbench_dynamodb_calls_total", "timerbench_service_dynamodb_calls_total");

    private static final String REQUESTS = "timerbench_http_requests_seconds_";

    private FormerNames() {}

    /** Returns the metric's name of today; the name itself if it never had another. */
    static String metric(String name) {
        return METRICS.getOrDefault(name, name);
    }

    /** Returns the labels under their names of today. */
    static Map<String, String> labels(String metric, Map<String, String> labels) {
        if (!metric.startsWith(REQUESTS)) {
            return labels;
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        labels.forEach((label, value) -> renamed.put(label.equals("status") ? MetricsText.STATUS : label, value));
        return renamed;
    }
}
