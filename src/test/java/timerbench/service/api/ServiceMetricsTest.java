package timerbench.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceMetricsTest {
    /** What Prometheus sends if it is to scrape native histograms. */
    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
                    + "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1";

    private static final String CREATE =
            "{http_request_method=\"POST\",http_response_status_code=\"201\",operation=\"create\"";

    private final ServiceMetrics metrics = new ServiceMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    private List<String> lines(String start) {
        return metrics.scrape(null)
                .body()
                .toString()
                .lines()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private void answered(HttpMethod method, long micros) {
        metrics.answered("create", method, 201, TimeUnit.MICROSECONDS.toNanos(micros));
    }

    @Test
    void answersAreCountedInBucketsOfSecondsByOperationMethodAndStatus() {
        metrics.expect("create", HttpMethod.POST, 201);
        answered(HttpMethod.POST, 500);
        answered(HttpMethod.POST, 501);
        answered(HttpMethod.POST, 7_500);
        answered(HttpMethod.POST, 61_000_000);
        String bucket = "http_server_request_duration_seconds_bucket" + CREATE + ",le=\"";
        assertThat(lines("http_server_request_duration_seconds"))
                .containsExactly(
                        bucket + "5.0E-4\"} 1",
                        bucket + "0.001\"} 2",
                        bucket + "0.002\"} 2",
                        bucket + "0.003\"} 2",
                        bucket + "0.005\"} 2",
                        bucket + "0.0075\"} 3",
                        bucket + "0.01\"} 3",
                        bucket + "0.025\"} 3",
                        bucket + "0.05\"} 3",
                        bucket + "0.075\"} 3",
                        bucket + "0.1\"} 3",
                        bucket + "0.25\"} 3",
                        bucket + "0.5\"} 3",
                        bucket + "0.75\"} 3",
                        bucket + "1.0\"} 3",
                        bucket + "2.5\"} 3",
                        bucket + "5.0\"} 3",
                        bucket + "7.5\"} 3",
                        bucket + "10.0\"} 3",
                        bucket + "30.0\"} 3",
                        bucket + "60.0\"} 3",
                        bucket + "+Inf\"} 4",
                        "http_server_request_duration_seconds_count" + CREATE + "} 4",
                        "http_server_request_duration_seconds_sum" + CREATE + "} 61.008501");
    }

    @Test
    void anOperationIsThereAsZeroBeforeItsFirstRequest() {
        metrics.expect("create", HttpMethod.POST, 201);
        assertThat(lines("http_server_request_duration_seconds_count"))
                .containsExactly("http_server_request_duration_seconds_count" + CREATE + "} 0");
        assertThat(lines("timerbench_service_requests_abandoned_total"))
                .containsExactlyInAnyOrder(
                        "timerbench_service_requests_abandoned_total{operation=\"create\"} 0.0",
                        "timerbench_service_requests_abandoned_total{operation=\"none\"} 0.0");
    }

    @Test
    void aMethodThatAClientInventedIsNoLabel() {
        answered(HttpMethod.valueOf("BREW"), 1);
        metrics.answeredUnreadable(400, 1);
        assertThat(lines("http_server_request_duration_seconds_count"))
                .containsExactlyInAnyOrder(
                        "http_server_request_duration_seconds_count" + CREATE.replace("POST", "_OTHER") + "} 1",
                        "http_server_request_duration_seconds_count{http_request_method=\"_OTHER\","
                                + "http_response_status_code=\"400\",operation=\"none\"} 1");
    }

    /** The numbers of the fields: https://github.com/prometheus/client_model, io/prometheus/client/metrics.proto. */
    @Test
    void aScraperThatAsksForProtobufGetsNativeBucketsBesideTheClassicOnes() {
        answered(HttpMethod.POST, 10_000);
        answered(HttpMethod.POST, 10_000);
        answered(HttpMethod.POST, 300_000);
        ServiceMetrics.Page page = metrics.scrape(PROTOBUF);
        assertThat(page.contentType())
                .isEqualTo("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; "
                        + "encoding=delimited");
        ProtobufMessage family = ProtobufMessage.delimited(page.body().getBytes()).stream()
                .filter(each -> each.text(1).equals("http_server_request_duration_seconds"))
                .findFirst()
                .orElseThrow();
        ProtobufMessage metric = family.messages(4).get(0);
        assertThat(metric.messages(1))
                .extracting(label -> label.text(1) + "=" + label.text(2))
                .containsExactly("http_request_method=POST", "http_response_status_code=201", "operation=create");
        ProtobufMessage histogram = metric.messages(7).get(0);
        assertThat(histogram.whole(1)).as("count").isEqualTo(3);
        assertThat(histogram.real(2)).as("sum").isCloseTo(0.32, within(1e-9));
        assertThat(histogram.messages(3))
                .as("classic buckets, with that of +Inf")
                .hasSize(22);
        assertThat(histogram.signed(5)).as("schema").isEqualTo(5);
        assertThat(histogram.messages(12).get(0).signed(1))
                .as("the first native bucket ends at or above 0.01, by less than 2^(1/32)")
                .isEqualTo((long) Math.ceil(Math.log(0.01) / Math.log(2) * 32));
        assertThat(histogram.has(13)).as("counts of native buckets").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none                                    | text/plain; version=0.0.4; charset=utf-8",
                "*/*                                     | text/plain; version=0.0.4; charset=utf-8",
                "text/html                               | text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;version=1.0.0,text/plain;q=0.5 "
                        + "| application/openmetrics-text; version=1.0.0; charset=utf-8",
            })
    void otherScrapersGetTheTextThatTheyAskFor(String accept, String type) {
        assertThat(metrics.scrape(accept).contentType()).isEqualTo(type);
        assertThat(metrics.scrapeCounted(accept).contentType()).isEqualTo(type);
    }
}
