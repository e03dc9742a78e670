package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Reply;
import timerbench.harness.targets.TruthServer.Script;

/** Whole runs that are scraped until they end: the last values are those of {@code run.json}. */
class LiveTruthTest {
    private static final Pattern ADDRESS = Pattern.compile("live metrics are at (\\S+)");
    private static final Duration BETWEEN = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private final List<String> scrapes = new ArrayList<>();
    private TruthServer server = new TruthServer((operation, number) -> Reply.GOOD);

    @AfterEach
    void close() {
        server.close();
    }

    private void serve(Script script) {
        server.close();
        server = new TruthServer(script);
    }

    private ChildRun runScraped(String simulation, String... settings) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--target", server.url(), "--live"));
        options.addAll(ChildRun.settings(List.of(settings)));
        CompletableFuture<ChildRun> run =
                CompletableFuture.supplyAsync(() -> ChildRun.of(simulation, folder, Map.of(), options));
        while (!run.isDone()) {
            Optional<String> scraped = address().flatMap(LiveTruthTest::scrape);
            scraped.ifPresent(scrapes::add);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return run.join();
    }

    private Optional<String> address() throws IOException {
        Path output = folder.resolve("output");
        Matcher address = ADDRESS.matcher(Files.exists(output) ? Files.readString(output) : "");
        return address.find() ? Optional.of(address.group(1)) : Optional.empty();
    }

    private static Optional<String> scrape(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
            return Optional.of(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            return Optional.empty(); // The endpoint is closed.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the sum of the series whose lines begin with the name and have the label. */
    private static double sum(String scrape, String name, String label) {
        return scrape.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private double last(String name, String label) {
        return sum(scrapes.get(scrapes.size() - 1), name, label);
    }

    private double last(String name) {
        return last(name, "");
    }

    private static double responses(Trial trial, String operation) {
        return trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(operation))
                .orElseThrow()
                .count();
    }

    @Test
    void requestsAreThoseOfTheReport() throws IOException, InterruptedException {
        serve((operation, number) -> number % 4 > 1 ? Reply.GOOD : number % 4 == 0 ? Reply.FAIL : Reply.SHED);
        ChildRun run = runScraped(
                "spike",
                "spike.rate=10",
                "spike.factor=4",
                "spike.warmUp=1s",
                "spike.before=1s",
                "spike.spike=1s",
                "spike.after=1s");
        run.requireExit(1);
        Trial trial = run.trial();
        double creates = responses(trial, "create");
        double shed = responses(trial, "shed");
        double sent = creates + shed + trial.warmUp().requests();
        String count = "http_client_request_duration_seconds_count";

        assertThat(last(count, "operation=\"create\"")).isEqualTo(creates);
        assertThat(last(count, "http_response_status_code=\"503\",operation=\"shed\""))
                .isEqualTo(shed);
        assertThat(last(count, "error_type=\"500\"")).isEqualTo((double) run.failed("create"));
        assertThat(last("timerbench_requests_failed_total"))
                .isEqualTo((double) run.failed("create") + trial.warmUp().failed());
        assertThat(last("timerbench_requests_sent_total")).isEqualTo(sent);
        assertThat(last("timerbench_requests_scheduled_total")).isEqualTo(sent);
        assertThat(last("timerbench_phase", "phase=\"end\"")).isEqualTo(1);
        assertThat(last(
                        "timerbench_run_info",
                        run.folder()
                                .resolve("results/latest")
                                .toRealPath()
                                .getFileName()
                                .toString()))
                .isEqualTo(1);
    }

    @Test
    void callbacksAreThoseOfTheReport() throws IOException, InterruptedException {
        ChildRun run = runScraped(
                "callback",
                "callbacks.warmUp=1s",
                "callbacks.startRate=5",
                "callbacks.targetRate=10",
                "callbacks.ramp=1s",
                "callbacks.hold=2s",
                "callbacks.dueTo=1s",
                "callbacks.drain=1s",
                "callbacks.listenOn=0s",
                "callbacks.updated=0.2",
                "callbacks.deleted=0.2");
        Trial trial = run.trial();

        assertThat(sum(scrapes.get(0), "timerbench_timers_acknowledged_total", ""))
                .isZero();
        assertThat(last("timerbench_timers_fired_total"))
                .isPositive()
                .isEqualTo(value(trial, "onTime") + value(trial, "late") + value(trial, "early"));
        assertThat(last("timerbench_timers_lost_total")).isEqualTo(value(trial, "lost"));
        assertThat(last("timerbench_timers_acknowledged_total"))
                .isEqualTo(responses(trial, "create") + trial.warmUp().requests());
        assertThat(last("timerbench_callback_lateness_seconds_count"))
                .isEqualTo((double) trial.distribution(Metric.LATENESS, MetricScope.trial())
                        .orElseThrow()
                        .count());
        assertThat(last("timerbench_process_cpu_seconds_total", "generator")).isPositive();
    }

    private static double value(Trial trial, String metric) {
        return trial.value(metric, MetricScope.trial()).orElseThrow();
    }
}
