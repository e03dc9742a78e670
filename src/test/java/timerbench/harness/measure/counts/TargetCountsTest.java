package timerbench.harness.measure.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;

class TargetCountsTest {
    private static final String READY =
            "http_server_request_duration_seconds_count{operation=\"ready\",http_response_status_code=\"200\"} 1\n";

    private static String requests(String operation, int status, long count) {
        return "http_server_request_duration_seconds_count{application=\"a\\\"b\",operation=\"" + operation
                + "\",http_response_status_code=\"" + status + "\"} " + count + ".0\n";
    }

    private static String callbacks(String outcome, long count) {
        return "timerbench_service_callback_duration_seconds_count{outcome=\"" + outcome + "\"} " + count + "\n";
    }

    private static String started(String seconds) {
        return "process_start_time_seconds " + seconds + "\n";
    }

    /** Reads instances 0, 1 … that have these metrics. */
    private static Optional<TargetCounts> reading(String... texts) {
        TargetHttp http = url -> {
            assertThat(url).endsWith("/metrics");
            return new TargetHttp.Answer(200, Optional.empty(), texts[Integer.parseInt(url.replaceAll("\\D", ""))]);
        };
        List<String> urls = List.of("http://0", "http://1").subList(0, texts.length);
        return TargetCounts.read(urls, http);
    }

    private static TargetCounts counts(String... texts) {
        return reading(texts).orElseThrow();
    }

    private static TargetCounts.Tally exactly(long count) {
        return new TargetCounts.Tally(count, count);
    }

    @Test
    void countsBetweenTwoReadingsAreReported() {
        TargetCounts before = counts(READY + requests("create", 201, 10) + requests("update", 200, 7));
        TargetCounts after = counts(READY
                + requests("create", 201, 1213)
                + requests("create", 503, 40)
                + requests("update", 200, 7)
                + requests("delete", 204, 3)
                + requests("get", 200, 99));
        assertThat(after.since(before).tallies())
                .isEqualTo(
                        Map.of(Counted.CREATE, exactly(1203), Counted.UPDATE, exactly(0), Counted.DELETE, exactly(3)));
    }

    @Test
    void aServiceThatCountsItsRequestsWithoutOperationsHasNoCountsOfTimers() {
        assertThat(reading("http_server_request_duration_seconds_count{http_response_status_code=\"200\"} 7\n"))
                .isEmpty();
    }

    @Test
    void callbacksThatFailedMayHaveArrivedOrNot() {
        TargetCounts before = counts(READY + callbacks("failed", 1));
        TargetCounts after = counts(READY
                + callbacks("succeeded", 100)
                + callbacks("rescheduled", 20)
                + callbacks("refused", 3)
                + callbacks("failed", 5));
        assertThat(after.since(before).tallies())
                .containsEntry(Counted.CALLBACK, new TargetCounts.Tally(123, 127))
                .containsEntry(Counted.CALLBACK_SUCCEEDED, new TargetCounts.Tally(100, 104))
                .containsEntry(Counted.CALLBACK_RESCHEDULED, new TargetCounts.Tally(20, 24))
                .containsEntry(Counted.CALLBACK_REFUSED, new TargetCounts.Tally(3, 7));
    }

    @Test
    void instancesAreSummedEvenIfOneHasDoneNothing() {
        TargetCounts before = counts(READY + requests("create", 201, 5), READY);
        TargetCounts after = counts(
                READY + requests("create", 201, 7) + callbacks("succeeded", 4), READY + requests("create", 201, 9));
        assertThat(after.since(before).tallies())
                .containsEntry(Counted.CREATE, exactly(11))
                .containsEntry(Counted.CALLBACK, exactly(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"gauges\":{}}", "<html>", "jvm_threads 3\n"})
    void aTargetWithoutSuchMetricsHasNoCounts(String text) {
        assertThat(reading(text)).isEmpty();
        assertThat(reading(READY, text)).isEmpty();
    }

    @Test
    void aTargetThatShowsNoMetricsHasNoCounts() {
        assertThat(TargetCounts.read(List.of("http://0"), url -> new TargetHttp.Answer(404, Optional.empty(), READY)))
                .isEmpty();
    }

    @Test
    void aCountThatWentDownIsOfAnInstanceRestarted() {
        TargetCounts before = counts(READY, READY + requests("create", 201, 10));
        TargetCounts after = counts(READY + requests("create", 201, 50), READY + requests("create", 201, 9));
        assertThat(after.since(before))
                .isEqualTo(TargetCounts.Delta.unknown("http://1 was restarted meanwhile and counts from 0"));
    }

    @Test
    void aCountThatIsGoneIsOfAnInstanceRestarted() {
        TargetCounts before = counts(READY + callbacks("failed", 0));
        assertThat(counts(READY).since(before).unknownBecause()).isPresent();
    }

    @Test
    void aRestartIsNoticedEvenIfTheCountsAreHigher() {
        String more = READY + requests("create", 201, 50);
        TargetCounts before = counts(READY + started("1.7723664E9"));
        assertThat(counts(more + started("1.7723664E9")).since(before).unknownBecause())
                .isEmpty();
        assertThat(counts(more + started("1.7723665E9")).since(before).unknownBecause())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "NaN", "+Inf", "1e300"})
    void aValueThatIsNotACountIsAnError(String value) {
        assertThatThrownBy(
                        () -> counts("timerbench_service_callback_duration_seconds_count{outcome=\"failed\"} " + value))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith(
                        "target http://0/metrics: timerbench_service_callback_duration_seconds_count{outcome=failed} "
                                + "must be a whole number");
    }

    @Test
    void aLineThatCannotBeReadIsNamedWithItsTarget() {
        assertThatThrownBy(() -> counts(READY + "timerbench_service_callback_duration_seconds_count{"))
                .isInstanceOf(TargetException.class)
                .hasMessage("target http://0/metrics: line 2, timerbench_service_callback_duration_seconds_count{: "
                        + "not {labels} and a value");
    }

    @Test
    void aTargetThatDoesNotAnswerIsNamed() {
        TargetHttp http = url -> {
            throw new IOException("connection reset");
        };
        assertThatThrownBy(() -> TargetCounts.read(List.of("http://0"), http))
                .isInstanceOf(TargetException.class)
                .hasMessage("target http://0 stopped answering: connection reset");
    }

    @Test
    void countsOfOtherInstancesAreRefused() {
        assertThatThrownBy(() -> counts(READY, READY).since(counts(READY)))
                .hasMessage("counts of [http://0, http://1] since those of [http://0]");
    }
}
