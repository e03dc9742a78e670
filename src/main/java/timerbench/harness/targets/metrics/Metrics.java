package timerbench.harness.targets.metrics;

import java.util.Set;

/** The metrics of a target that are read, by their names in Prometheus. */
public final class Metrics {
    /** Requests answered, by operation and status. */
    public static final String REQUESTS = "timerbench_http_requests_seconds_count";
    /** Callbacks sent, by what became of them. */
    public static final String CALLBACKS = "timerbench_callbacks_seconds_count";
    /** When the process started: Prometheus' own name for it, which many services have. */
    public static final String STARTED = "process_start_time_seconds";

    public static final Set<String> ALL = Set.of(REQUESTS, CALLBACKS, STARTED);

    private Metrics() {}
}
