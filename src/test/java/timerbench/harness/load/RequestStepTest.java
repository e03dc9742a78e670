package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.requests.RequestFigures;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Reply;
import timerbench.harness.targets.dialect.Operation;

/** One virtual user, by Gatling itself, on one connection as long as that holds: one request of every kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestStepTest {
    private static final List<Reply> SCRIPT = List.of(
            Reply.COOKIE,
            Reply.CUT,
            Reply.CACHEABLE,
            Reply.FAIL,
            Reply.WRONG_ID,
            Reply.REDIRECT,
            Reply.HANG,
            Reply.GOOD);

    private static final Map<String, Boolean> FAILED = new LinkedHashMap<>();
    private static final Map<String, String> MESSAGES = new LinkedHashMap<>();
    private static final TruthServer SERVER = new TruthServer((operation, number) ->
            operation == Operation.CREATE ? SCRIPT.get((int) (number - 1) % SCRIPT.size()) : Reply.CACHEABLE);

    private static final LiveMetrics LIVE = new LiveMetrics();

    private RequestFigures figures;

    /** Sends each create twice over, logged and unlogged, and then reads twice what may be cached. */
    public static final class EveryKind extends Simulation {
        public EveryKind() {
            setUp(scenario("every kind")
                            .exec(SCRIPT.stream()
                                    .map(reply -> step("logged", reply, EveryKind::logged))
                                    .toList())
                            .exec(SCRIPT.stream()
                                    .map(reply -> step("unlogged", reply, EveryKind::unlogged))
                                    .toList())
                            .exec(recorded(
                                    "refused",
                                    RequestStep.unlogged(http("refused").get("http://127.0.0.1:1/"), message -> {})))
                            .exec(recorded("read 1", RequestStep.logged(read())))
                            .exec(recorded("read 2", RequestStep.logged(read())))
                            .injectOpen(atOnceUsers(1)))
                    .protocols(RequestStep.protocol(List.of(SERVER.url())));
        }

        private interface Step {
            RequestStep of(HttpRequestActionBuilder request);
        }

        /** Shown as requests that count. */
        private static RequestStep logged(HttpRequestActionBuilder request) {
            return RequestStep.logged(request).shownBy(LIVE.operation("logged", "POST"), true);
        }

        /** Shown as requests of a warm-up. */
        private static RequestStep unlogged(HttpRequestActionBuilder request) {
            return RequestStep.unlogged(request, message -> MESSAGES.merge("all", message, (a, b) -> a + "\n" + b))
                    .shownBy(LIVE.operation("unlogged", "POST"), false);
        }

        private static ChainBuilder step(String word, Reply reply, Step step) {
            String name = word + " " + reply;
            HttpRequestActionBuilder create = create(name);
            return recorded(
                    name, step.of(reply == Reply.HANG ? create.requestTimeout(Duration.ofMillis(300)) : create));
        }

        private static ChainBuilder recorded(String name, RequestStep step) {
            return exec(step.alone()).exec(session -> {
                FAILED.merge(name, session.isFailed(), (one, other) -> one || other);
                return session;
            });
        }

        private static HttpRequestActionBuilder create(String name) {
            String id = name.replace(' ', '-');
            return http(name)
                    .post("/groups/g/timers")
                    .body(StringBody("{\"timerId\":\"" + id + "\",\"executeAt\":\"2100-01-01T00:00:00Z\"}"))
                    .check(status().is(201), substring("\"" + id + "\""));
        }

        private static HttpRequestActionBuilder read() {
            return http("read").get("/groups/g/timers/logged-GOOD").check(status().is(200));
        }
    }

    @BeforeAll
    void run(@TempDir Path folder) throws IOException {
        int result = Gatling$.MODULE$.fromArgs(new String[] {
            "--simulation", EveryKind.class.getName(), "--results-folder", folder.toString(), "--no-reports"
        });
        assertThat(result).isZero();
        try (Stream<Path> runs = Files.list(folder)) {
            figures = RequestFigures.of(
                    RequestTable.read(runs.findFirst().orElseThrow().resolve("simulation.log"), Instant.EPOCH),
                    Optional.empty());
        }
    }

    @AfterAll
    void close() {
        SERVER.close();
    }

    @Test
    void aVirtualUserIsFailedIfAndOnlyIfItsLastRequestIsLoggedOrNot() {
        Stream.of("logged", "unlogged")
                .forEach(word -> assertThat(FAILED)
                        .containsEntry(word + " GOOD", false)
                        .containsEntry(word + " COOKIE", false)
                        .containsEntry(word + " CUT", true)
                        .containsEntry(word + " FAIL", true)
                        .containsEntry(word + " WRONG_ID", true)
                        .containsEntry(word + " REDIRECT", true)
                        .containsEntry(word + " HANG", true));
        assertThat(FAILED).containsEntry("refused", true);
    }

    @Test
    void aRequestThatIsCutIsNotSentAgain() {
        assertThat(SERVER.received(Operation.CREATE)).isEqualTo(2L * SCRIPT.size());
        assertThat(SERVER.createdTwice()).isZero();
    }

    @Test
    void whatIsUnloggedIsInNoFigure() {
        assertThat(figures.operations())
                .extracting(RequestFigures.OperationFigures::operation)
                .contains("logged GOOD", "logged CUT", "logged HANG", "read")
                .noneMatch(name -> name.startsWith("unlogged") || name.equals("refused"));
    }

    @Test
    void whyAnUnloggedRequestFailedIsKnown() {
        assertThat(MESSAGES.get("all"))
                .contains("status.find.is(201), found 500", "status.find.is(201), found 302", "Premature close")
                .contains("Request timeout", "substring");
    }

    @Test
    void whatIsShownHasItsStatusAndItsError() {
        assertThat(shown("http_client_request_duration_seconds_count{"))
                .containsExactlyInAnyOrder(
                        series("", "201", 3),
                        series("500", "500", 1),
                        series("302", "302", 1),
                        series("wrong_answer", "201", 1),
                        series("timeout", "", 1),
                        series("PrematureClose", "", 1));
        assertThat(shown("timerbench_requests_failed_total{"))
                .containsExactlyInAnyOrder(
                        "timerbench_requests_failed_total{operation=\"logged\"} 5.0",
                        "timerbench_requests_failed_total{operation=\"unlogged\"} 5.0");
    }

    private static String series(String error, String status, int count) {
        return "http_client_request_duration_seconds_count{error_type=\"" + error + "\",http_request_method=\"POST\","
                + "http_response_status_code=\"" + status + "\",operation=\"logged\"} " + count;
    }

    private static List<String> shown(String start) {
        return ExpositionFormats.init()
                .getPrometheusTextFormatWriter()
                .toDebugString(LIVE.read())
                .lines()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    @Test
    void anAnswerThatMayBeKeptIsAskedForAgain() {
        assertThat(SERVER.received(Operation.READ)).isEqualTo(2);
    }

    @Test
    void noCookieIsSentBack() {
        assertThat(SERVER.cookies()).isZero();
    }
}
