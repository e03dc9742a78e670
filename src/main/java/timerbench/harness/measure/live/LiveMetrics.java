package timerbench.harness.measure.live;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.metrics.DurationHistogram;

/**
 * The metrics of a run while it runs. {@code docs/live.md} explains each. Whatever can be counted is there at 0 before
 * the load, so that a scraper sees its first increase. Thread-safe.
 */
public final class LiveMetrics {
    /** The label for the name of requests. */
    static final String OPERATION = "operation";
    /** The label for a process. */
    static final String PROCESS = "process";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<String, OperationMetrics> operations = new ConcurrentSkipListMap<>();
    private final Histogram responseTimes;
    private volatile BooleanSupplier watching = () -> true;
    private final Histogram startLag;

    /** Creates the metrics of requests, of which there are none yet. */
    public LiveMetrics() {
        responseTimes = DurationHistogram.of(
                registry,
                "http_client_request_duration",
                "Response times of requests that count, from their planned start, in whole milliseconds.",
                OPERATION,
                "http_request_method",
                "http_response_status_code",
                "error_type");
        startLag = DurationHistogram.of(
                registry, "timerbench_start_lag", "How much later than planned requests were sent.");
        count("scheduled", "Requests that were to start by now.", OperationMetrics::allPlanned);
        count("sent", "Requests that were sent, those of the warm-up included.", OperationMetrics::allSent);
        count("answered", "Requests that have ended, those of the warm-up included.", OperationMetrics::allAnswered);
        count("failed", "Requests that failed, those of the warm-up included.", OperationMetrics::allFailed);
    }

    private void count(String name, String help, ToLongFunction<OperationMetrics> value) {
        CounterWithCallback.builder()
                .name("timerbench_requests_" + name + "_total")
                .help(help)
                .labelNames(OPERATION)
                .callback(each -> operations.forEach(
                        (operation, known) -> each.call((double) value.applyAsLong(known), operation)))
                .register(registry);
    }

    /**
     * Returns the metrics of the requests of a name, whose counters are there at 0 from now on.
     *
     * @param method of HTTP
     */
    public OperationMetrics operation(String name, String method) {
        return operations.computeIfAbsent(name, key -> new OperationMetrics(key, method, responseTimes));
    }

    /** Records how much later than planned a request is sent. */
    public void startedLate(long nanos) {
        startLag.observe(nanos / 1e9);
    }

    /**
     * Adds the metrics of callbacks, and returns what the ledger reports to.
     *
     * @param acknowledged returns how many creates were acknowledged
     * @param owed returns how many callbacks are outstanding now
     */
    public Consumer<Ledger.Event> callbacks(LongSupplier acknowledged, LongSupplier owed) {
        return new CallbackMetrics(registry, acknowledged, owed);
    }

    /** Adds the metrics of the load as a whole, and of its processes. */
    public void load(LoadState state) {
        watching = state::isWatching;
        gauge("timerbench_run_info", "The run, as labels.", "run_id", "simulation", "profile", "database")
                .callback(info -> state.run()
                        .ifPresent(run -> info.call(1, run.runId(), run.simulation(), run.profile(), run.database())))
                .register(registry);
        gauge("timerbench_phase", "1 for the phase that the load is in, and 0 for the others.", "phase")
                .callback(phases -> {
                    String now = state.phase();
                    state.phases().forEach(phase -> phases.call(phase.equals(now) ? 1 : 0, phase));
                })
                .register(registry);
        gauge("timerbench_time_left_seconds", "How long the load still sends requests, at most.")
                .callback(left -> left.call(state.timeLeft().toMillis() / 1e3))
                .register(registry);
        gauge("timerbench_rate_asked", "Requests a second that the load asks for; missing if it asks for no rate.")
                .callback(asked -> state.rateAsked().ifPresent(asked::call))
                .register(registry);
        CounterWithCallback.builder()
                .name("timerbench_process_cpu_seconds_total")
                .help("CPU time of the process and its children since the load began.")
                .labelNames(PROCESS)
                .callback(cpu -> state.processes().forEach((name, used) -> cpu.call(used.cpuSeconds(), name)))
                .register(registry);
        gauge("timerbench_process_resident_memory_bytes", "Resident memory of the process and its children.", PROCESS)
                .callback(memory -> state.processes().forEach((name, used) -> {
                    // Not measured before the load.
                    if (used.residentBytes() > 0) {
                        memory.call((double) used.residentBytes(), name);
                    }
                }))
                .register(registry);
        traffic(state, Traffic.NETWORK_RECEIVED, "network_receive", "Bytes that containers of the process received.");
        traffic(state, Traffic.NETWORK_SENT, "network_transmit", "Bytes that containers of the process sent.");
        traffic(state, Traffic.DISK_READ, "disk_read", "Bytes that the process and its children read from disks.");
        traffic(state, Traffic.DISK_WRITTEN, "disk_written", "Bytes that containers of the process wrote to disks.");
    }

    private void traffic(LoadState state, Traffic traffic, String name, String help) {
        CounterWithCallback.builder()
                .name("timerbench_process_" + name + "_bytes_total")
                .help(help)
                .labelNames(PROCESS)
                .callback(bytes -> state.processes().forEach((process, used) -> {
                    Long count = used.bytes().get(traffic);
                    if (count != null) {
                        bytes.call((double) count, process);
                    }
                }))
                .register(registry);
    }

    private static GaugeWithCallback.Builder gauge(String name, String help, String... labels) {
        return GaugeWithCallback.builder().name(name).help(help).labelNames(labels);
    }

    /**
     * Returns the values of all metrics now, without those of processes that nobody watches any more.
     *
     * @param second of now, since the endpoint opened
     */
    public LiveReading reading(double second) {
        return LiveReading.of(read(), watching.getAsBoolean(), second);
    }

    /** Returns the values of all metrics now. */
    public MetricSnapshots read() {
        return registry.scrape();
    }
}
