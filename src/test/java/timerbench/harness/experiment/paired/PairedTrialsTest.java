package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.measure.callback.FakeTimerService;
import timerbench.harness.measure.callback.FakeTimerService.Script;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.run.MetricScope;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.settings.Settings;

class PairedTrialsTest {
    private static final Duration END = Duration.ofSeconds(5);

    private static GateSide side(String name) {
        return side(name, () -> {
            throw new TargetException(name + " does not start");
        });
    }

    private static GateSide side(String name, Supplier<Target> starting) {
        return new GateSide(new Side(name, Map.of()), starting, () -> {});
    }

    /** A p95 needs a hundred requests within the hold, on a slow machine too. */
    private static PairedSettings settings(int pairs) {
        return settings(pairs, Duration.ofMillis(900), 0);
    }

    private static PairedSettings settings(int pairs, Duration hold) {
        return settings(pairs, hold, 0);
    }

    private static PairedSettings settings(int pairs, Duration hold, int pending) {
        return new PairedSettings(
                pairs,
                pending,
                2,
                Duration.ofMillis(150),
                hold,
                Duration.ofMillis(50),
                1,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                // Over as soon as nothing is outstanding.
                Duration.ofSeconds(3),
                Duration.ofMillis(200),
                "",
                "",
                new ExplainSettings(Duration.ofMillis(900), Duration.ofMillis(300)));
    }

    private static PairedTrials trials(int pairs, long seed) {
        return trials(settings(pairs), seed);
    }

    private static PairedTrials trials(PairedSettings settings, long seed) {
        return new PairedTrials(
                settings,
                new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
                seed,
                (line, share) -> {});
    }

    private static List<Pair> round(long seed, int pairs) {
        return trials(pairs, seed).pairs(pairs, side("baseline"), side("candidate"));
    }

    @Test
    void whichComesFirstIsDrawnForEachPairAndToldTruly() {
        List<Pair> pairs = round(4711, 40);

        // Neither starts; the reason that counts is the first one's.
        assertThat(pairs)
                .allSatisfy(pair -> assertThat(pair.baseline().failure())
                        .hasValue((pair.baselineFirst() ? "baseline" : "candidate") + " does not start"));
        assertThat(pairs.stream().filter(Pair::baselineFirst).count()).isBetween(10L, 30L);
    }

    @Test
    void theSameSeedDrawsTheSameOrder() {
        List<Boolean> order = round(1, 20).stream().map(Pair::baselineFirst).toList();

        assertThat(round(1, 20)).extracting(Pair::baselineFirst).isEqualTo(order);
        assertThat(round(2, 20)).extracting(Pair::baselineFirst).isNotEqualTo(order);
    }

    @Test
    void aTrialThatComesToNothingEndsNoRound() {
        List<Pair> pairs = round(1, 6);

        assertThat(pairs).hasSize(6).allSatisfy(pair -> {
            String reason = (pair.baselineFirst() ? "baseline" : "candidate") + " does not start";
            assertThat(pair.baseline().failure()).hasValue(reason);
            assertThat(pair.candidate().failure()).hasValue(reason);
        });
    }

    private Pair.PairedTrial trial(Function<String, Script> scripts) {
        Ticker firing = new Ticker("firing");
        try (FakeTimerService service = new FakeTimerService(scripts)) {
            firing.every(Duration.ofMillis(1), () -> service.fire(Instant.now()));
            GateSide fake = GateSide.of("fake", Settings.load(), Map.of("timerbench.target", service.url()));
            Pair pair = trials(6, 1).pair(1, fake, fake);
            return pair.baselineFirst() ? pair.candidate() : pair.baseline();
        } finally {
            firing.stop();
        }
    }

    @Test
    void aTrialMeasuresRequestsAndCallbacks() {
        Pair.PairedTrial trial = trial(id -> Script.late(Duration.ofMillis(5)));

        assertThat(trial.failure()).isEmpty();
        assertThat(trial.violations()).isEmpty();
        assertThat(trial.values().get("throughput")).isPositive();
        assertThat(trial.values().get("responseTimeMean")).isPositive();
        assertThat(trial.values().get("responseTimeP95"))
                .isGreaterThanOrEqualTo(trial.values().get("responseTimeP50"));
        assertThat(trial.values().get("latenessP50")).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void everyFifthCallbackThatIsLateShowsInItsShare() {
        AtomicInteger due = new AtomicInteger();
        Pair.PairedTrial trial = trial(id ->
                Script.late(Duration.ofMillis(id.endsWith("due") && due.getAndIncrement() % 5 == 0 ? 1_500 : 0)));

        assertThat(trial.violations()).isEmpty();
        assertThat(trial.values().get("lateShare")).isBetween(15.0, 25.0);
        assertThat(trial.values().get("latenessP50")).isLessThan(1_000_000);
    }

    private static Set<TrialValue> expected(Map<String, String> settings) {
        try (Target target = GateSide.of("a service", Settings.load(), settings).start()) {
            return TrialFigures.expected(target);
        }
    }

    /** The only trial before the pairs may have had no callback that counts. */
    @Test
    void whatATargetCanShowIsExpectedOfItBeforeItHasShownIt() {
        assertThat(expected(Map.of("timerbench.database", "memory")))
                .containsExactly(TrialValue.LATENESS_P50, TrialValue.LATE_SHARE, TrialValue.CPU_SECONDS_PER_THOUSAND);
        assertThat(expected(Map.of()))
                .containsExactly(
                        TrialValue.LATENESS_P50,
                        TrialValue.LATE_SHARE,
                        TrialValue.CPU_SECONDS_PER_THOUSAND,
                        TrialValue.DATABASE_CPU_SECONDS_PER_THOUSAND,
                        TrialValue.WAL_BYTES_PER_THOUSAND);
        try (FakeTimerService elsewhere = new FakeTimerService(id -> Script.late())) {
            assertThat(expected(Map.of("timerbench.target", elsewhere.url())))
                    .containsExactly(TrialValue.LATENESS_P50, TrialValue.LATE_SHARE);
        }
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        Pair.PairedTrial trial = trial(id -> Script.late(Duration.ZERO));

        // It runs elsewhere, as far as anybody knows, and has no metrics.
        assertThat(trial.values())
                .doesNotContainKeys(
                        "cpuSecondsPerThousand",
                        "databaseCpuSecondsPerThousand",
                        "walBytesPerThousand",
                        "serverTimeMean",
                        "liveBytes",
                        "residentBytes",
                        "openFiles",
                        "databaseConnections");
    }

    @Test
    void theServiceItselfReportsHowLongItTookForARequest() {
        GateSide service = GateSide.of("a service", Settings.load(), Map.of("timerbench.database", "memory"));
        Pair pair = trials(settings(1, Duration.ofSeconds(2)), 1).pair(1, service, service);

        assertThat(List.of(pair.baseline(), pair.candidate()))
                .allSatisfy(trial -> assertThat(trial.values().get("serverTimeMean"))
                        .isBetween(0.1, trial.values().get("responseTimeMean")));
    }

    @Test
    void whatAServiceAndItsDatabaseHoldIsMeasuredAfterTheLoad() {
        GateSide service = GateSide.of("a service", Settings.load(), Map.of());
        Pair pair = trials(settings(6, Duration.ofSeconds(2)), 1).pair(1, service, service);

        assertThat(List.of(pair.baseline(), pair.candidate())).allSatisfy(trial -> {
            assertThat(trial.failure()).isEmpty();
            assertThat(trial.values().get("liveBytes")).isBetween(2e6, 100e6);
            assertThat(trial.values().get("residentBytes"))
                    .isGreaterThan(trial.values().get("liveBytes"));
            assertThat(trial.values().get("openFiles")).isBetween(10.0, 1_000.0);
            assertThat(trial.values().get("lateShare")).isBetween(0.0, 100.0);
            assertThat(trial.values().get("databaseConnections")).isBetween(1.0, 90.0);
            // A thousand requests write rows of some hundred bytes.
            assertThat(trial.values().get("walBytesPerThousand")).isBetween(50e3, 100e6);
        });
    }

    @Test
    void brokenPromisesAreViolations() {
        assertThat(trial(id -> Script.late()).violations())
                .singleElement()
                .asString()
                .endsWith("callbacks lost");
        assertThat(trial(id -> Script.late(Duration.ofMillis(-10))).violations())
                .singleElement()
                .asString()
                .endsWith("callbacks early");
        assertThat(trial(id -> Script.late(Duration.ZERO, Duration.ofMillis(5))).violations())
                .singleElement()
                .asString()
                .endsWith("callbacks duplicate");
    }

    @Test
    void aTargetThatDoesNotStartIsATrialThatCameToNothing() {
        GateSide nobody = GateSide.of(
                "nobody",
                Settings.load(),
                Map.of("timerbench.target", "http://127.0.0.1:9", "timerbench.startTimeout", "100ms"));
        Pair pair = trials(6, 1).pair(1, nobody, nobody);

        assertThat(List.of(pair.baseline(), pair.candidate())).allSatisfy(trial -> {
            assertThat(trial.failure())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("http://127.0.0.1:9"));
            assertThat(trial.values()).isEmpty();
        });
    }

    @Test
    void theTargetsOfEachPairEnd() {
        GateSide service = GateSide.of("a service", Settings.load(), Map.of("timerbench.database", "memory"));
        List<ProcessHandle> started = new CopyOnWriteArrayList<>();
        GateSide noted = side("a service", () -> {
            Target target = service.start();
            started.addAll(target.processes().get(MetricScope.SERVICE));
            return target;
        });
        PairedTrials trials = trials(1, 1);
        var first = trials.pair(1, noted, noted);
        var second = trials.pair(2, noted, noted);

        assertThat(List.of(first.baseline(), first.candidate(), second.baseline(), second.candidate()))
                .allSatisfy(trial -> assertThat(trial.failure()).isEmpty());
        assertThat(started).doesNotHaveDuplicates().hasSize(4);
        assertThat(started.subList(0, 2)).noneMatch(ProcessHandle::isAlive);
        assertThat(started).allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(END));
    }

    @Test
    void pendingTimersAreCreatedOnBothSidesBeforeTheLoadAndStayThere() {
        Function<String, Script> scripts = id -> id.contains("-pending-") ? Script.late(Duration.ZERO) : Script.late();
        try (FakeTimerService service = new FakeTimerService(scripts)) {
            GateSide fake = GateSide.of("fake", Settings.load(), Map.of("timerbench.target", service.url()));
            var unused = trials(settings(1, Duration.ofMillis(900), 150), 1).pair(1, fake, fake);

            Map<String, String> pending = new HashMap<>(service.callbackUrls());
            pending.keySet().removeIf(id -> !id.contains("-pending-"));
            assertThat(pending).hasSize(2 * 150);
            assertThat(pending.values()).containsOnly(TrialLoad.QUIET_URL);
            // Nobody listens at that URL, so a callback would fail.
            service.fire(Instant.now().plus(Duration.ofHours(47)));
        }
    }

    @Test
    void aTargetThatRefusesPendingTimersIsAFailedTrialWithTheReason() throws IOException {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 503 : 200, -1);
            exchange.close();
        });
        refusing.start();
        try {
            GateSide side = GateSide.of(
                    "refusing",
                    Settings.load(),
                    Map.of(
                            "timerbench.target",
                            "http://127.0.0.1:" + refusing.getAddress().getPort()));
            Pair pair = trials(settings(1, Duration.ofMillis(900), 150), 1).pair(1, side, side);

            assertThat(pair.baseline().failure())
                    .hasValue("one of 150 timers that were to be pending was not created: the target answered 503");
        } finally {
            refusing.stop(0);
        }
    }
}
