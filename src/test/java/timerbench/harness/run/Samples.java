package timerbench.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Runs to write, read and print. */
public final class Samples {

    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    public static final Period MEASURED = new Period(START, START.plusSeconds(75));
    public static final Period HOLD = new Period(START.plusSeconds(5), START.plusMillis(65_500));

    private Samples() {}

    /** A distribution of so many samples, spread over 1 to 50. */
    public static Distribution spread(int count) {
        Histogram histogram = new Histogram(3);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int value = 1 + i % 50;
            histogram.recordValue(value);
            sum += value;
        }
        return Distribution.of(histogram, sum, histogram.getMaxValue());
    }

    public static Run run(RunTarget target, Trial... trials) {
        RunEnvironment.Machine machine =
                new RunEnvironment.Machine("Linux 6.1", "amd64", 2, "INTEL(R) XEON(R) Istanbul", 8_250);
        return new Run(
                "timercreationsimulation-20260131120000000",
                "TimerCreationSimulation",
                new RunProfile("smoke", settings()),
                target,
                new RunEnvironment(Optional.of("46342de"), machine, "17.0.15", "3.15.1"),
                List.of(trials));
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "hold",
                "PT1M0.5S",
                "targetRate",
                100,
                "jitter",
                0.25,
                "callbacks",
                true,
                "stages",
                List.of(50, 100),
                "payload",
                Map.of("bytes", 256));
    }

    private static final List<Part> PARTS = List.of(
            part(Part.Kind.SHARD, "0", 40, 60, 1_250.5),
            part(Part.Kind.SHARD, "1", 60, 20, 980),
            part(Part.Kind.INSTANCE, "http://127.0.0.1:8080", 40, 60, 1_250.5),
            part(Part.Kind.INSTANCE, "http://127.0.0.1:8081", 60, 20, 980),
            new Part(
                    Part.Kind.GROUP,
                    "orders",
                    Optional.empty(),
                    Optional.of(60L),
                    Optional.empty(),
                    Optional.of(spread(60))));

    private static Part part(Part.Kind kind, String name, long stored, long fired, double lateness) {
        return new Part(kind, name, Optional.of(stored), Optional.of(fired), Optional.of(lateness), Optional.empty());
    }

    public static RunTarget embedded() {
        Map<String, String> durability = new LinkedHashMap<>();
        durability.put("fsync", "on");
        durability.put("synchronous_commit", "on");
        Database database = new Database("PostgreSQL", Optional.of("18.6"), durability, Optional.of("embedded"), true);
        return RunTarget.embedded("groups", 1, database).with(Map.of("database memory", "1 GiB"));
    }

    /** Everything the table can show: two operations measured in full, processes, and metrics that it does not know. */
    public static Run complete() {
        Trial trial = new Trial(1, MEASURED, Optional.of(HOLD), Outcome.complete(), new WarmUp(150, 0))
                .with(List.of(
                        Metric.throughput("create", 99.8),
                        Metric.throughputAsked("create", 100),
                        Metric.responseTime("create", spread(9_300)),
                        Metric.errorRate("create", 0),
                        Metric.throughput("get", 1_234.5),
                        Metric.throughputAsked("get", 1_250),
                        Metric.responseTime("get", spread(400)),
                        Metric.errorRate("get", 0.0125),
                        Metric.cpuSecondsPerThousand("generator", 0.124),
                        Metric.cpuSecondsPerThousand("service", 0.61),
                        Metric.memory("generator", 310),
                        Metric.memory("service", 1_188.4),
                        Metric.logWritten(912_345.6),
                        Metric.dataWritten(81_920),
                        Metric.diskPerTimer(412.5),
                        new Metric("lost", MetricScope.trial(), Unit.ONE, Better.LOWER, new Measured.Value(0)),
                        new Metric("lateness", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, spread(60)),
                        Metric.ofTrial("early", Unit.ONE, 3),
                        Metric.ofTrial("afterDelete", Unit.ONE, 1_234),
                        Metric.ofTrial("payloadChanged", Unit.ONE, 2),
                        Metric.ofTrial("wrongAttempt", Unit.ONE, 1),
                        Metric.ofTrial("malformed", Unit.ONE, 0),
                        Metric.listened(Duration.ofMillis(10_040)),
                        Metric.executions(498.7),
                        Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, 30),
                        new Metric(
                                "drift",
                                MetricScope.process("service"),
                                Unit.MICROSECONDS,
                                Better.LOWER,
                                new Measured.NoSamples())));
        return run(embedded(), withErrors(trial));
    }

    private static Trial withErrors(Trial trial) {
        List<ErrorCount> errors = List.of(
                new ErrorCount(
                        Optional.of("get"),
                        "status.find.is(200), but actually found 503",
                        5,
                        Optional.of(MEASURED.from().plusMillis(1_250))),
                new ErrorCount(
                        Optional.empty(),
                        "feeder is empty\n\u001b[31m" + " and a long story".repeat(8),
                        1,
                        Optional.empty()));
        List<String> notes =
                List.of("the target's own counts agree with the harness's", "lost, for example: " + "g/t ".repeat(40));
        return trial.saturated(false)
                .withErrors(errors)
                .withNotes(notes)
                .withThresholds(thresholds())
                .withSources(Map.of("service", "cgroup v1 of container 3f2a9c01d2e4"))
                .withMarks(marks())
                .with(timeline())
                .with(load())
                .withParts(PARTS)
                .with(Sharing.FIRED_BY_SHARD.metrics(PARTS))
                .with(Sharing.STORED_BY_INSTANCE.metrics(PARTS))
                .with(new Seconds(
                        MEASURED.from(),
                        List.of(99.5, 100.0),
                        List.of(99L, 101L),
                        List.of(98L, 100L),
                        List.of(1L, 0L),
                        List.of(0.25, 1.0)));
    }

    private static List<Threshold> thresholds() {
        return List.of(
                Threshold.atMost("p95 response time of create", Unit.MILLISECONDS, 50, Optional.of(7.0)),
                Threshold.atLeast("throughput of create", Unit.PER_SECOND, 99.9, Optional.of(99.8)),
                Threshold.atMost("p99 response time of get", Unit.MILLISECONDS, 50, Optional.empty()),
                Threshold.atMost("time to recover", Unit.SECONDS, 5, Optional.empty())
                        .required());
    }

    private static List<TimelineEvent> marks() {
        return List.of(
                new TimelineEvent(MEASURED.from(), TimelineEvent.Kind.PHASE, "ramp"),
                new TimelineEvent(MEASURED.from().plusSeconds(1), TimelineEvent.Kind.FAULT, "an instance was killed"));
    }

    private static Timeline timeline() {
        return new Timeline(
                MEASURED.from(),
                Duration.ofSeconds(1),
                List.of(
                        new Timeline.Series(
                                "responseTimeP95",
                                MetricScope.operation("create"),
                                Unit.MILLISECONDS,
                                List.of(Optional.of(7.0), Optional.empty())),
                        new Timeline.Series(
                                "cpuCores",
                                MetricScope.process("service"),
                                Unit.ONE,
                                List.of(Optional.of(0.25), Optional.of(1.5)))));
    }

    private static DatabaseLoad load() {
        return new DatabaseLoad(
                "pg_stat_statements",
                "ms",
                List.of(
                        new DatabaseLoad.Statement("INSERT INTO timer VALUES ($1, $2)", 93, 812.25),
                        new DatabaseLoad.Statement("SELECT * FROM timer WHERE id = $1", 0, 0)));
    }

    /** Returns a run that three injectors shared; the last has another machine, a limit, and no known clock. */
    public static Run shared() {
        Run whole = complete();
        RunEnvironment small = new RunEnvironment(
                Optional.of("46342de"),
                new RunEnvironment.Machine("Linux 6.1", "arm64", 4, "Neoverse-N1", 16_000),
                "17.0.15",
                "3.15.1");
        List<Injector> injectors = List.of(
                injector(0, whole.environment(), Optional.of(0.0), Optional.empty(), Optional.of(false)),
                injector(1, whole.environment(), Optional.of(-12.34), Optional.empty(), Optional.of(false)),
                injector(2, small, Optional.empty(), Optional.of(0.314), Optional.of(true)));
        return new Run(
                whole.runId(),
                whole.simulation(),
                whole.profile(),
                whole.target(),
                whole.environment(),
                whole.trials(),
                injectors,
                Optional.empty());
    }

    private static Injector injector(
            int index,
            RunEnvironment environment,
            Optional<Double> clock,
            Optional<Double> throttled,
            Optional<Boolean> saturated) {
        return new Injector(
                index,
                environment,
                1_234_567 + index,
                Optional.of(13.14 + index),
                clock,
                clock.map(known -> known == 0 ? 0 : 0.21),
                Optional.of(0.987),
                Optional.of(364.401),
                throttled,
                saturated);
    }

    /** A first trial with hardly anything measured, and a second that was cut short before its hold. */
    public static Run sparse() {
        Trial first = new Trial(1, MEASURED, Optional.of(HOLD), Outcome.complete(), new WarmUp(1, 1))
                .with(List.of(
                        Metric.throughput("create", 0.004),
                        Metric.responseTime("create", spread(5)),
                        Metric.errorRate("create", 0.99999),
                        Metric.throughput("delete a timer of a group that has a very long name indeed", 12.34),
                        Metric.errorRate("delete a timer of a group that has a very long name indeed", 0.00001)));
        Outcome outcome = Outcome.cutShort("the target ended with exit code 137 while the load was rising");
        Trial second = new Trial(2, MEASURED, Optional.empty(), outcome, new WarmUp(0, 0))
                .with(List.of(Metric.responseTime("get", spread(100)), Metric.memory("service", 95)));
        Trial third = new Trial(3, MEASURED, Optional.of(HOLD), Outcome.complete(), new WarmUp(0, 0)).saturated(true);
        return run(RunTarget.url("durable-timer", urls(), Optional.empty()), first, second, third);
    }

    private static List<String> urls() {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> "http://user:secret@timers-" + i + ".example.org:8080/api")
                .toList();
    }
}
