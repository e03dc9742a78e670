package timerbench.harness.experiment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import timerbench.harness.load.live.LiveEndpoint;
import timerbench.harness.load.live.LiveSettings;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.live.OperationMetrics;
import timerbench.harness.stats.Median;

/**
 * How long a scrape of many series takes, from the request to the last byte. A series is a name with a set of labels.
 * A histogram has one for each bucket, its count and its sum.
 *
 * @param of what the series are
 * @param format that the scraper asks for
 * @param bytes of the answer
 * @param millis the median
 */
public record ScrapeCost(String of, String format, long series, long bytes, double millis) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final int SERIES = 10_000;

    /** At least. */
    private static final int COUNTERS_OF_AN_OPERATION = 3;

    private static final int SERIES_OF_A_HISTOGRAM = 24;
    private static final int OBSERVATIONS = 1_000;

    /** The first ones warm up the JVM, as those at the start of a run do. */
    private static final int SCRAPES = 60;

    private static final String PROTOBUF =
            "application/vnd.google.protobuf;" + "proto=io.prometheus.client.MetricFamily;encoding=delimited";

    /** Measures at least 10,000 series of counters and of histograms, each as text and as protobuf. */
    public static List<ScrapeCost> measure() throws IOException, InterruptedException {
        List<ScrapeCost> costs = new ArrayList<>(scrape("counters", metrics -> {
            for (int i = 0; i < SERIES / COUNTERS_OF_AN_OPERATION; i++) {
                metrics.operation("operation" + i, "POST").sent(false);
            }
        }));
        costs.addAll(scrape("histograms", metrics -> {
            OperationMetrics create = metrics.operation("create", "POST");
            for (int i = 0; i < SERIES / SERIES_OF_A_HISTOGRAM; i++) {
                observe(create.named("operation" + i));
            }
        }));
        return costs;
    }

    private static void observe(OperationMetrics operation) {
        operation.expect(201);
        for (int i = 1; i <= OBSERVATIONS; i++) {
            // Many short ones and few long ones, as response times are.
            operation.answered((long) i * i * i / 1_000_000, Optional.of("201"), Optional.empty());
        }
    }

    private static List<ScrapeCost> scrape(String of, Consumer<LiveMetrics> fill)
            throws IOException, InterruptedException {
        LiveSettings settings = new LiveSettings("0", "127.0.0.1", Duration.ZERO, "");
        try (LiveEndpoint endpoint = LiveEndpoint.open(settings).orElseThrow()) {
            fill.accept(endpoint.metrics());
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url()));
            String text = new String(bytes(request.build()), StandardCharsets.UTF_8);
            long series = text.lines().filter(line -> !line.startsWith("#")).count();
            return List.of(
                    scrape(of, "text", series, request.build()),
                    scrape(
                            of,
                            "protobuf",
                            series,
                            request.header("Accept", PROTOBUF).build()));
        }
    }

    private static ScrapeCost scrape(String of, String format, long series, HttpRequest request)
            throws IOException, InterruptedException {
        double[] millis = new double[SCRAPES];
        long bytes = 0;
        for (int i = 0; i < SCRAPES; i++) {
            long begin = System.nanoTime();
            bytes = bytes(request).length;
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        return new ScrapeCost(of, format, series, bytes, Median.of(millis));
    }

    private static byte[] bytes(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
    }
}
