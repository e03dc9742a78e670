package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.targets.ServiceJvm;
import timerbench.harness.targets.ServiceProcess;
import timerbench.harness.targets.database.postgres.PostgresServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.process.Disturbable;

/**
 * With timers pending and callbacks in flight, something is killed: nothing may be lost, and a callback may come
 * twice only where whatever died had not stored its answer.
 */
class FaultTest {
    private static final int TIMERS = 1_500;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration DUE_FROM = Duration.ofSeconds(8);
    private static final Duration DUE_TO = Duration.ofSeconds(16);
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private final PostgresServer postgres = PostgresServer.start(START);
    private final List<ServiceProcess> instances = new ArrayList<>();
    private final List<Ledger.Event> duplicates = new CopyOnWriteArrayList<>();
    private final AtomicInteger deleted = new AtomicInteger();
    private final AtomicInteger firsts = new AtomicInteger();
    private final Ledger ledger = new Ledger(Clock.systemUTC(), Duration.ofMinutes(1), this::note);
    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
            Dialect.load("groups").callback(),
            Clock.systemUTC(),
            ledger);
    private final HttpClient http = HttpClient.newHttpClient();

    private void note(Ledger.Event event) {
        if (event.outcome() == CallbackOutcome.DUPLICATE) {
            duplicates.add(event);
        } else if (event.outcome().isFirst()) {
            firsts.incrementAndGet();
        }
    }

    @AfterEach
    void stop() {
        instances.forEach(ServiceProcess::close);
        receiver.close();
        postgres.close();
    }

    private ServiceProcess startInstance() {
        Map<String, String> settings = new HashMap<>(postgres.serviceSettings());
        settings.put("timerbench.service.port", "0");
        settings.put("timerbench.service.database", "postgres");
        settings.put("timerbench.service.stopWithStdin", "true");
        ServiceProcess instance = ServiceProcess.start(
                new ServiceJvm(List.of("-Xmx256m"), settings, postgres.serviceEnvironment()), START);
        instances.add(instance);
        return instance;
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String url, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /**
     * Puts the timers in, at each instance in turn, so that callbacks take a while; every tenth of those due last is
     * then changed at the next instance, unless it is so late that the timer may be on its way already.
     */
    private void load() {
        Instant from = Instant.now().plus(DUE_FROM).truncatedTo(ChronoUnit.MILLIS);
        long spreadMillis = DUE_TO.minus(DUE_FROM).toMillis();
        String url = receiver.url(new Behaviour.Delay(Duration.ofMillis(50)));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < TIMERS; i++) {
            String id = "t" + i;
            Instant due = from.plusMillis(spreadMillis * i / TIMERS);
            String body = "{\"timerId\":\"" + id + "\",\"executeAt\":\"" + due + "\",\"callbackUrl\":\"" + url + "\"}";
            String first = instances.get(i % instances.size()).url() + "/groups/g/timers";
            String second = instances.get((i + 1) % instances.size()).url() + "/groups/g/timers/" + id;
            CompletableFuture<?> created = send("POST", first, body).thenAccept(answer -> {
                expect(201, answer);
                ledger.created("g", id, due, 3, true);
            });
            boolean isChanged = i % 10 == 0 && i >= 2 * TIMERS / 3;
            all.add(isChanged ? created.thenCompose(made -> change(second, id, due)) : created);
        }
        all.forEach(CompletableFuture::join);
    }

    private CompletableFuture<?> change(String url, String id, Instant due) {
        if (Instant.now().isAfter(due.minus(IN_TIME))) {
            return CompletableFuture.completedFuture(id);
        }
        Instant later = due.plusSeconds(1);
        if (id.endsWith("50")) {
            return send("DELETE", url, "").thenAccept(answer -> {
                expect(204, answer);
                ledger.deleted("g", id);
                deleted.incrementAndGet();
            });
        }
        return send("PUT", url, "{\"executeAt\":\"" + later + "\"}").thenAccept(answer -> {
            expect(200, answer);
            ledger.updated("g", id, later);
        });
    }

    private void awaitHalf() {
        await("half of the callbacks", () -> firsts.get() >= TIMERS / 2);
    }

    private static void kill(ServiceProcess instance) {
        ProcessHandle process = instance.process();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Returns the timers in the database: those that are pending, and those whose answer has not been stored. */
    private Set<String> stored() throws SQLException {
        Set<String> stored = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(), postgres.user(), postgres.password().orElseThrow());
                ResultSet row =
                        connection.createStatement().executeQuery("SELECT group_id || '/' || timer_id FROM timer")) {
            while (row.next()) {
                stored.add(row.getString(1));
            }
        }
        return stored;
    }

    private void requireNothingLost(Set<String> mayComeTwice) {
        Instant end = Instant.now().plus(DUE_TO);
        await("outstanding callbacks", () -> ledger.outstandingBy(end) == 0);
        LedgerReport report = ledger.settle(Instant.now());
        assertThat(report.count(CallbackOutcome.LOST)).isZero();
        assertThat(report.count(CallbackOutcome.EARLY)).isZero();
        assertThat(report.count(CallbackOutcome.AFTER_DELETE)).isZero();
        assertThat(report.count(CallbackOutcome.AFTER_UPDATE)).isZero();
        assertThat(report.count(CallbackOutcome.UNKNOWN)).isZero();
        assertThat(report.count(CallbackOutcome.ON_TIME) + report.count(CallbackOutcome.LATE))
                .as("all but the deleted, once")
                .isEqualTo(TIMERS - deleted.get());
        assertThat(deleted).hasPositiveValue();
        assertThat(duplicates).extracting(Ledger.Event::timer).isSubsetOf(mayComeTwice);
        System.out.printf(
                "%d timers: %d duplicates, the latest callback %.1f s late%n",
                TIMERS, duplicates.size(), report.lateness().orElseThrow().max() / 1e6);
    }

    @Test
    void aServiceThatIsKilledAndStartedAgainLosesNothing() throws SQLException {
        ServiceProcess service = startInstance();
        load();
        awaitHalf();
        kill(service);
        Set<String> unsettled = stored();
        startInstance();
        requireNothingLost(unsettled);
    }

    @Test
    void anotherInstanceTakesOverWhatAKilledOneLeaves() throws SQLException {
        ServiceProcess first = startInstance();
        ServiceProcess second = startInstance();
        await("shards shared", () -> leases(first) == leases(second));
        load();
        awaitHalf();
        kill(first);
        Set<String> unsettled = stored();
        requireNothingLost(unsettled);
        assertThat(leases(second)).isEqualTo(16);
    }

    private double leases(ServiceProcess instance) {
        return send("GET", instance.url() + "/metrics", "")
                .join()
                .body()
                .lines()
                .filter(line -> line.startsWith("timerbench_service_shards_owned "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    @Test
    void aDatabaseThatCrashesAndComesBackLosesNothingAndDoublesNothing() {
        startInstance();
        load();
        awaitHalf();
        Disturbable disturbed = postgres.disturbable().orElseThrow();
        disturbed.kill();
        disturbed.startAgain(START);
        requireNothingLost(Set.of());
    }
}
