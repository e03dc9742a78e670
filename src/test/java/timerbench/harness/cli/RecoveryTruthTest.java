package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Seconds;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Calls;
import timerbench.harness.targets.TruthServer.Reply;
import timerbench.harness.targets.TruthServer.Script;

/**
 * Whole runs against a service that fails by a script when the fault, a command, makes a file. Every figure must be
 * as scripted. Lower bounds are exact; upper ones allow for a busy machine.
 */
class RecoveryTruthTest {
    private static final double RATE = 40;
    private static final Duration OUTAGE = Duration.ofSeconds(3);
    private static final Duration BACKLOG = Duration.ofSeconds(2);
    private static final double BUSY = 2.5;

    private static final List<String> SETTINGS = List.of(
            "recovery.rate=40",
            "recovery.warmUp=2s",
            "recovery.dueTo=1500ms",
            "recovery.steady.dwell=3s",
            "recovery.steady.tolerance=0.3",
            "recovery.steady.factor=1",
            "recovery.steady.slack=500ms",
            "recovery.steady.p95.response=1m",
            "recovery.steady.p95.lateness=1m",
            "recovery.limit=9s",
            "recovery.listenOn=1s");

    @TempDir
    private static Path folder;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);
    private static CompletableFuture<Story> failing;
    private static CompletableFuture<Story> standing;
    private static CompletableFuture<Story> forGood;
    private static CompletableFuture<Story> neverSteady;

    /** What the service did, and the run against it. */
    private static final class Story {
        private final Path fault;
        private final Duration outage;
        private final AtomicLong held = new AtomicLong();
        private final AtomicLong latest = new AtomicLong();
        private final AtomicLong doubled = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private ChildRun run;

        Story(String name, Duration outage) {
            this.fault = folder.resolve(name + ".fault");
            this.outage = outage;
        }

        private Optional<Instant> began() {
            try {
                return Files.exists(fault)
                        ? Optional.of(Files.getLastModifiedTime(fault).toInstant())
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isOut() {
            return left().compareTo(Duration.ZERO) > 0;
        }

        /** Returns how long the outage lasts from now on. */
        Duration left() {
            return began().map(began -> Duration.between(Instant.now(), began.plus(outage)))
                    .orElse(Duration.ZERO);
        }

        /** Answers when the outage is over. */
        Reply standStill() {
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(left().toMillis(), TimeUnit.MILLISECONDS))
                    .join();
            return Reply.GOOD;
        }

        /** Calls timers that are due in the outage when its backlog is worked off, the first four of them twice. */
        List<Duration> hold(Instant due) {
            if (!isOut()) {
                return List.of(Duration.ZERO);
            }
            Duration wait = left().plus(BACKLOG);
            Instant at = Instant.now().plus(wait);
            latest.accumulateAndGet(Duration.between(due, at).toMillis(), Math::max);
            if (held.incrementAndGet() > 4) {
                return List.of(wait);
            }
            doubled.incrementAndGet();
            return List.of(wait, wait.plusMillis(300));
        }

        /** Never calls the first five timers that are due in the outage; the others are called on time. */
        List<Duration> lose() {
            if (!isOut() || lost.get() == 5) {
                return List.of(Duration.ZERO);
            }
            lost.incrementAndGet();
            return List.of();
        }

        Optional<Double> value(String metric) throws IOException {
            return run.trial().value(metric, MetricScope.trial());
        }

        double got(String metric) throws IOException {
            return value(metric).orElseThrow();
        }

        long count(CallbackOutcome outcome) throws IOException {
            return Math.round(got(outcome.metric()));
        }
    }

    private static CompletableFuture<Story> run(Story story, Script script, Calls calls, String... settings) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (TruthServer server = new TruthServer(script, calls)) {
                        Path own = Files.createTempDirectory(folder, "run");
                        List<String> options = new ArrayList<>(List.of("--target", server.url()));
                        options.addAll(ChildRun.settings(SETTINGS));
                        options.addAll(ChildRun.settings(List.of(settings)));
                        options.addAll(List.of("-D", "recovery.fault=command:touch " + story.fault));
                        story.run = ChildRun.of("recovery", own, Map.of(), options);
                        return story;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                THREADS);
    }

    /** Runs wait most of the time, so several of them run at once. */
    @BeforeAll
    static void begin() {
        Story one = new Story("failing", OUTAGE);
        failing = run(one, (operation, number) -> one.isOut() ? Reply.FAIL : Reply.GOOD, one::hold);
        Story two = new Story("standing", OUTAGE);
        standing = run(two, (operation, number) -> two.standStill(), due -> two.lose());
        Story three = new Story("for-good", Duration.ofHours(1));
        forGood = run(
                three,
                (operation, number) -> three.isOut() && number % 2 == 0 ? Reply.FAIL : Reply.GOOD,
                Calls.onTime());
        neverSteady = run(
                new Story("never-steady", OUTAGE),
                (operation, number) -> number % 2 == 0 ? Reply.FAIL : Reply.GOOD,
                Calls.onTime(),
                "recovery.before=8s");
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    @Test
    void aServiceThatFailsForATimeAndThenWorksOffItsBacklogRecovers() throws IOException {
        Story story = failing.join();
        story.run.requireExit(0);
        assertThat(story.got(Metric.TIME_TO_DETECT)).isBetween(0.0, BUSY);
        assertThat(story.got(Metric.TIME_TO_FIRST_GOOD)).isBetween(3.0, 3 + BUSY);
        assertThat(story.got(Metric.TIME_TO_NO_BACKLOG)).isBetween(5.0, 5 + BUSY);
        assertThat(story.got(Metric.TIME_TO_STEADY)).isBetween(3.0, 3 + BUSY);
        assertThat(story.got(Metric.CAPACITY_LOST)).isBetween(2.5 * RATE, (3 + BUSY) * RATE);
        assertThat(story.got(Metric.BASELINE_RATE)).isBetween(0.7 * RATE, 1.1 * RATE);
        assertThat(story.got(Metric.FAULT_LASTED))
                .as("the command is over at once")
                .isLessThan(BUSY);
    }

    @Test
    void itsTimersAreCountedOneByOne() throws IOException {
        Story story = failing.join();
        story.run.requireExit(0);
        assertThat(story.held.get()).isBetween((long) RATE, (long) (2 * RATE));
        assertThat(story.got(Metric.TIMERS_LATE)).isEqualTo((double) story.held.get());
        assertThat(story.got(Metric.LATEST_TIMER) / 1e3)
                .isBetween(story.latest.get() - 1.0, story.latest.get() + BUSY * 1e3);
        assertThat(story.count(CallbackOutcome.DUPLICATE)).isEqualTo(4).isEqualTo(story.doubled.get());
        assertThat(story.count(CallbackOutcome.LOST)).isZero();
        assertThat(story.count(CallbackOutcome.EARLY)).isZero();
        assertThat(story.run.trial().notes()).noneMatch(note -> note.contains("recovered") || note.contains("never"));
    }

    @Test
    void requestsPileUpBeforeAServiceThatStandsStill() throws IOException {
        Story story = standing.join();
        story.run.requireExit(1);
        assertThat(story.got(Metric.TIME_TO_DETECT))
                .as("500 ms of slack, of a request that may have been sent before the fault")
                .isBetween(0.25, 0.5 + BUSY);
        assertThat(story.got(Metric.TIME_TO_FIRST_GOOD)).isBetween(3.0, 3 + BUSY);
        assertThat(story.got(Metric.TIME_TO_STEADY)).isBetween(2.0, 3 + BUSY);
        assertThat(story.got(Metric.CAPACITY_LOST))
                .as("all of them are answered")
                .isBetween(-RATE, 1.5 * RATE);
        assertThat(story.run.failed("create")).isZero();
    }

    @Test
    void timersThatAreLostLeaveABacklogForEver() throws IOException {
        Story story = standing.join();
        assertThat(story.count(CallbackOutcome.LOST)).isEqualTo(5);
        assertThat(story.value(Metric.TIME_TO_NO_BACKLOG)).isEmpty();
        assertThat(story.run.output())
                .contains("crossed         time to no backlog: not measured")
                .contains("promise broken  lost callbacks: 5, wanted none");
        assertThat(story.run.trial().notes()).anyMatch(note -> note.startsWith("the backlog never ended"));
    }

    @Test
    void theLoadEndsWhenItIsSteadyAgainAndItsSecondsWithIt() throws IOException {
        Story story = standing.join();
        Trial trial = story.run.trial();
        Seconds seconds = trial.seconds().orElseThrow();
        long requests = trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation("create"))
                .orElseThrow()
                .count();
        assertThat(trial.outcome().isComplete()).isTrue();
        assertThat(sum(seconds.started()))
                .as("some before the first second")
                .isCloseTo((double) requests, within(RATE / 2));
        assertThat(sum(seconds.succeeded())).isBetween(0.95 * requests, (double) requests);
        assertThat(sum(seconds.asked())).isCloseTo((double) requests, withinPercentage(10));
        assertThat(trial.hold().orElseThrow().length())
                .isLessThan(Duration.ofSeconds(30 + 9))
                .isCloseTo(Duration.ofSeconds(seconds.count()), Duration.ofSeconds(1));
    }

    private static double sum(List<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).sum();
    }

    @Test
    void withoutASteadyLoadThereIsNoFault() throws IOException {
        Story story = neverSteady.join();
        story.run.requireExit(3);
        assertThat(story.began()).isEmpty();
        assertThat(story.run.output())
                .contains("the load was not steady for 3 s on end within 8 s, so no fault was begun (at last: ");
        assertThat(story.run.trial().thresholds()).isEmpty();
    }

    @Test
    void aServiceThatKeepsFailingHasNotRecovered() throws IOException {
        Story story = forGood.join();
        story.run.requireExit(1);
        assertThat(story.value(Metric.TIME_TO_STEADY)).isEmpty();
        assertThat(story.got(Metric.CAPACITY_LOST)).as("half of 9 s").isBetween(4 * RATE, 5.5 * RATE);
        assertThat(story.run.output())
                .contains("crossed         time to steady: not measured")
                .containsPattern("steady again +never: not recovered");
        assertThat(story.run.trial().notes())
                .contains("not recovered: the load was not steady for 3 s on end within 9 s of the fault");
    }
}
