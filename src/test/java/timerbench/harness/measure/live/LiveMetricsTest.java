package timerbench.harness.measure.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.run.CallbackOutcome;

class LiveMetricsTest {
    private static final String CREATED =
            "operation=\"create\",http_request_method=\"POST\",http_response_status_code=\"201\",error_type=\"\"";

    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");

    private final LiveMetrics metrics = new LiveMetrics();

    /** The labels of a series come in the order of their names. */
    private static String sorted(String labels) {
        return String.join(",", new TreeSet<>(List.of(labels.split(","))));
    }

    private List<String> lines() {
        return ExpositionFormats.init()
                .getPrometheusTextFormatWriter()
                .toDebugString(metrics.read())
                .lines()
                .toList();
    }

    private static final class Waiting implements LoadState {
        @Override
        public Optional<RunInfo> run() {
            return Optional.of(new RunInfo("smoke-1", "CallbackSimulation", "smoke", "PostgreSQL"));
        }

        @Override
        public Set<String> phases() {
            return new LinkedHashSet<>(List.of("start", "warm-up", "hold", "drain", "end"));
        }

        @Override
        public String phase() {
            return "start";
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofMillis(12_500);
        }

        @Override
        public OptionalDouble rateAsked() {
            return OptionalDouble.of(0);
        }

        @Override
        public Map<String, ProcessMonitor.Reading> processes() {
            return Map.of(
                    "generator",
                    new ProcessMonitor.Reading(1.5, 4_096),
                    "service",
                    ProcessMonitor.Reading.NOTHING,
                    "database",
                    new ProcessMonitor.Reading(
                            0,
                            0,
                            Map.of(
                                    Traffic.NETWORK_RECEIVED,
                                    4L,
                                    Traffic.NETWORK_SENT,
                                    3L,
                                    Traffic.DISK_READ,
                                    0L,
                                    Traffic.DISK_WRITTEN,
                                    2L)));
        }
    }

    @Test
    void everySeriesThatCanBeCountedIsThereAtZeroBeforeTheLoad() {
        metrics.operation("create", "POST").expect(201);
        var unused = metrics.callbacks(() -> 0, () -> 0);
        metrics.load(new Waiting());

        assertThat(lines())
                .contains(
                        "http_client_request_duration_seconds_bucket{" + sorted(CREATED) + ",le=\"5.0E-4\"} 0",
                        "http_client_request_duration_seconds_count{" + sorted(CREATED) + "} 0",
                        "http_client_request_duration_seconds_sum{" + sorted(CREATED) + "} 0.0",
                        "timerbench_callback_lateness_seconds_bucket{le=\"5.0E-4\"} 0",
                        "timerbench_callback_lateness_seconds_count 0",
                        "timerbench_start_lag_seconds_count 0",
                        "timerbench_requests_scheduled_total{operation=\"create\"} 0.0",
                        "timerbench_requests_sent_total{operation=\"create\"} 0.0",
                        "timerbench_requests_failed_total{operation=\"create\"} 0.0",
                        "timerbench_timers_acknowledged_total 0.0",
                        "timerbench_timers_fired_total 0.0",
                        "timerbench_timers_lost_total 0.0",
                        "timerbench_timers_duplicate_total 0.0",
                        "timerbench_timers_early_total 0.0",
                        "timerbench_timers_after_delete_total 0.0",
                        "timerbench_timers_after_update_total 0.0",
                        "timerbench_timers_unknown_total 0.0",
                        "timerbench_timers_owed 0.0",
                        "timerbench_rate_asked 0.0",
                        "timerbench_process_cpu_seconds_total{process=\"service\"} 0.0");
    }

    @Test
    void theLoadAsAWholeIsShown() {
        metrics.load(new Waiting());

        assertThat(lines())
                .contains(
                        "timerbench_phase{phase=\"start\"} 1.0",
                        "timerbench_phase{phase=\"hold\"} 0.0",
                        "timerbench_phase{phase=\"end\"} 0.0",
                        "timerbench_time_left_seconds 12.5",
                        "timerbench_process_cpu_seconds_total{process=\"generator\"} 1.5",
                        "timerbench_process_resident_memory_bytes{process=\"generator\"} 4096.0",
                        "timerbench_process_network_receive_bytes_total{process=\"database\"} 4.0",
                        "timerbench_process_network_transmit_bytes_total{process=\"database\"} 3.0",
                        "timerbench_process_disk_read_bytes_total{process=\"database\"} 0.0",
                        "timerbench_process_disk_written_bytes_total{process=\"database\"} 2.0",
                        "timerbench_run_info{database=\"PostgreSQL\",profile=\"smoke\",run_id=\"smoke-1\","
                                + "simulation=\"CallbackSimulation\"} 1.0")
                .noneMatch(line -> line.startsWith("timerbench_process_resident_memory_bytes{process=\"service\""))
                .noneMatch(line -> line.matches("timerbench_process_(network|disk)\\w+\\{process=\"service.*"));
    }

    @Test
    void aResponseTimeIsInItsBucketsAndInTheSum() {
        OperationMetrics create = metrics.operation("create", "POST");
        create.answered(125, Optional.of("201"), Optional.empty());
        create.answered(500, Optional.of("201"), Optional.empty());

        String labels = sorted(CREATED);
        assertThat(lines())
                .contains(
                        "http_client_request_duration_seconds_bucket{" + labels + ",le=\"0.1\"} 0",
                        "http_client_request_duration_seconds_bucket{" + labels + ",le=\"0.25\"} 1",
                        "http_client_request_duration_seconds_bucket{" + labels + ",le=\"0.5\"} 2",
                        "http_client_request_duration_seconds_bucket{" + labels + ",le=\"60.0\"} 2",
                        "http_client_request_duration_seconds_bucket{" + labels + ",le=\"+Inf\"} 2",
                        "http_client_request_duration_seconds_count{" + labels + "} 2",
                        "http_client_request_duration_seconds_sum{" + labels + "} 0.625");
    }

    @Test
    void aFailureHasItsStatusAndAWordForIt() {
        OperationMetrics create = metrics.operation("create", "POST");
        create.answered(1, Optional.of("500"), Optional.of("status.find.in(201), found 500"));
        create.answered(1, Optional.empty(), Optional.of("j.n.ConnectException: Connection refused"));
        create.ended(true);

        assertThat(lines())
                .contains(
                        "timerbench_requests_failed_total{operation=\"create\"} 3.0",
                        "http_client_request_duration_seconds_count{error_type=\"500\",http_request_method=\"POST\","
                                + "http_response_status_code=\"500\",operation=\"create\"} 1",
                        "http_client_request_duration_seconds_count{error_type=\"Connect\",http_request_method=\"POST\","
                                + "http_response_status_code=\"\",operation=\"create\"} 1");
    }

    @Test
    void whatThePlanAskedForIsScheduledWhetherItWasSentOrNot() {
        OperationMetrics create = metrics.operation("create", "POST");
        AtomicLong planned = new AtomicLong(7);
        create.planned(planned::get);
        create.sent(false);
        create.sent(true);
        create.sent(true);

        assertThat(lines())
                .contains(
                        "timerbench_requests_scheduled_total{operation=\"create\"} 8.0",
                        "timerbench_requests_sent_total{operation=\"create\"} 3.0");

        // A plan that knows no starts, or whose begin is not known to the millisecond, schedules what is sent.
        planned.set(1);
        assertThat(lines()).contains("timerbench_requests_scheduled_total{operation=\"create\"} 3.0");
    }

    @Test
    void startLagIsInSeconds() {
        metrics.startedLate(1_500_000);

        assertThat(lines())
                .contains(
                        "timerbench_start_lag_seconds_bucket{le=\"0.001\"} 0",
                        "timerbench_start_lag_seconds_bucket{le=\"0.002\"} 1",
                        "timerbench_start_lag_seconds_sum 0.0015");
    }

    @Test
    void theLedgersEventsAreCountedByTheirOutcome() {
        Consumer<Ledger.Event> ledger = metrics.callbacks(() -> 9, () -> 4);
        ledger.accept(event(CallbackOutcome.ON_TIME, true, 2));
        ledger.accept(event(CallbackOutcome.LATE, true, 2_000));
        ledger.accept(event(CallbackOutcome.ON_TIME, false, 2));
        ledger.accept(event(CallbackOutcome.EARLY, true, -5));
        ledger.accept(event(CallbackOutcome.DUPLICATE, true, 9));
        ledger.accept(event(CallbackOutcome.LOST, true, 9));
        ledger.accept(event(CallbackOutcome.AFTER_DELETE, true, 9));
        ledger.accept(event(CallbackOutcome.AFTER_UPDATE, true, 9));
        ledger.accept(event(CallbackOutcome.UNKNOWN, false, 9));
        ledger.accept(event(CallbackOutcome.RETRY, true, 9));

        assertThat(lines())
                .contains(
                        "timerbench_timers_acknowledged_total 9.0",
                        "timerbench_timers_owed 4.0",
                        "timerbench_timers_fired_total 4.0",
                        "timerbench_timers_early_total 1.0",
                        "timerbench_timers_duplicate_total 1.0",
                        "timerbench_timers_lost_total 1.0",
                        "timerbench_timers_after_delete_total 1.0",
                        "timerbench_timers_after_update_total 1.0",
                        "timerbench_timers_unknown_total 1.0",
                        "timerbench_callback_lateness_seconds_bucket{le=\"0.001\"} 0",
                        "timerbench_callback_lateness_seconds_bucket{le=\"0.002\"} 1",
                        "timerbench_callback_lateness_seconds_count 2",
                        "timerbench_callback_lateness_seconds_sum 2.002");
    }

    private static Ledger.Event event(CallbackOutcome outcome, boolean counted, long latenessMillis) {
        return new Ledger.Event(
                outcome, "g/t", counted, DUE, DUE.plusMillis(latenessMillis), Optional.empty(), outcome.isFirst());
    }

    /** A classic bucket from 25 to 50 ms knows little of a response time of 26 ms; a native one knows it to 2 %. */
    @Test
    void theProtobufHasANativeHistogramBesideTheClassicOne() {
        metrics.operation("create", "POST").answered(26, Optional.of("201"), Optional.empty());

        String protobuf = ExpositionFormats.init().getPrometheusProtobufWriter().toDebugString(metrics.read());

        assertThat(protobuf).contains("schema: 5", "positive_span {", "upper_bound: 0.025", "upper_bound: 60.0");
    }

    @Test
    void aLoadWithoutCallbacksHasNoFiguresOfCallbacks() {
        metrics.load(new Waiting());

        assertThat(lines()).noneMatch(line -> line.contains("timerbench_timers") || line.contains("lateness"));
    }
}
