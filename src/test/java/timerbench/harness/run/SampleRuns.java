package timerbench.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Runs of a simulation with callbacks, to record and to report. */
public final class SampleRuns {
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private static final int WINDOWS = 90;

    private SampleRuns() {}

    /** What differs from run to run. */
    public record Kind(String id, Instant from, double perSecond, int p95Millis, String commit, String database) {
        public Kind at(Instant instant, double rate) {
            return new Kind(id + "-" + instant.getEpochSecond(), instant, rate, p95Millis, commit, database);
        }

        public Kind on(String other) {
            return new Kind(id + "-" + other, from, perSecond, p95Millis, commit, other);
        }
    }

    /** Returns the kind that others are made from. */
    public static Kind kind() {
        return new Kind("callbacksimulation-1", START, 500, 12, "46342de0123456789", "PostgreSQL");
    }

    /** Returns a run that was judged and went well. */
    public static Run run(Kind kind) {
        return run(kind, trial(kind));
    }

    /** Returns a run of this trial. */
    public static Run run(Kind kind, Trial trial) {
        RunEnvironment.Machine machine = new RunEnvironment.Machine("Linux 6.1", "amd64", 2, "AMD EPYC", 8_250);
        Database database = new Database(
                kind.database(),
                Optional.of("18.6"),
                Map.of("fsync", "on"),
                Optional.of("embedded"),
                kind.database().contains("Local"));
        return new Run(
                kind.id(),
                "CallbackSimulation",
                new RunProfile(
                        "smoke",
                        Map.of("targetRate", kind.database().isEmpty() ? 0 : 500, "thresholds", Map.of("p95", "50ms")),
                        Map.of("timerbench.callbacks.targetRate", "500", "timerbench.profile", "smoke")),
                RunTarget.embedded("groups", 1, database),
                new RunEnvironment(Optional.of(kind.commit()), machine, "17.0.15", "3.15.1"),
                List.of(trial));
    }

    /** Returns a trial with all that can be measured. */
    public static Trial trial(Kind kind) {
        Period measured = new Period(kind.from(), kind.from().plusSeconds(WINDOWS));
        Period hold = new Period(kind.from().plusSeconds(20), kind.from().plusSeconds(WINDOWS - 10));
        return new Trial(1, measured, Optional.of(hold), Outcome.complete(), new WarmUp(100, 0))
                .with(metrics(kind))
                .withNotes(List.of("the target's own counts agree with the harness's"))
                .withThresholds(List.of(
                        Threshold.atMost("p95 response time of create", Unit.MILLISECONDS, 50, Optional.of((double)
                                kind.p95Millis())),
                        Threshold.atLeast("throughput of create", Unit.PER_SECOND, 400, Optional.of(kind.perSecond())),
                        Threshold.atMost("lost callbacks", Unit.ONE, 0, Optional.of(0.0)),
                        Threshold.atMost("p99 response time of update", Unit.MILLISECONDS, 50, Optional.empty())))
                .withMarks(List.of(
                        new TimelineEvent(kind.from().minusSeconds(5), TimelineEvent.Kind.PHASE, "warm-up"),
                        new TimelineEvent(kind.from(), TimelineEvent.Kind.PHASE, "ramp"),
                        new TimelineEvent(kind.from().plusSeconds(20), TimelineEvent.Kind.PHASE, "hold"),
                        new TimelineEvent(
                                kind.from().plusSeconds(40), TimelineEvent.Kind.FAULT, "an instance was <killed>"),
                        new TimelineEvent(kind.from().plusSeconds(80), TimelineEvent.Kind.PHASE, "drain")))
                .withSources(Map.of(
                        "generator",
                        "process 4711",
                        "service",
                        "process 4712",
                        "database",
                        "cgroup v2 of container 3f2a9c01d2e4"))
                .with(timeline(kind))
                .with(new DatabaseLoad(
                        "pg_stat_statements",
                        "ms",
                        List.of(new DatabaseLoad.Statement("INSERT INTO timer VALUES ($1) -- <i>", 93, 8_120.25))));
    }

    private static List<Metric> metrics(Kind kind) {
        List<Metric> metrics = new ArrayList<>(List.of(
                Metric.throughput("create", kind.perSecond()),
                Metric.throughputAsked("create", 500),
                Metric.errorRate("create", 0.0005),
                Metric.responseTime("create", samples(kind.p95Millis(), 40_000)),
                Metric.throughput("update", 10),
                Metric.errorRate("update", 0),
                Metric.responseTime("update", samples(kind.p95Millis(), 300)),
                new Metric(
                        Metric.LATENESS,
                        MetricScope.trial(),
                        Unit.MICROSECONDS,
                        Better.LOWER,
                        samples(kind.p95Millis() * 400, 39_000)),
                Metric.executions(498.5),
                Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, 30)));
        for (String count : List.of("onTime", "late", "lost", "duplicates", "early", "afterDelete")) {
            metrics.add(Metric.ofTrial(count, Unit.ONE, count.equals("onTime") ? 39_000 : 0));
        }
        for (String process : List.of("generator", "service", "database")) {
            metrics.add(Metric.cpuSecondsPerThousand(process, 0.21));
            metrics.add(Metric.cpuCores(process, 0.45));
            metrics.add(Metric.memory(process, 210.5));
            metrics.add(Metric.ofProcess(Metric.CPU_CORES_MAX, process, 0.75));
            metrics.add(Metric.ofProcess(Metric.MEMORY_AT_END, process, 205.25));
            metrics.add(Metric.ofProcess(Metric.IO_READ, process, 0));
        }
        // Of the database, which runs in a container.
        metrics.add(Metric.ofProcess(Metric.WORKING_SET, "database", 96.5));
        metrics.add(Metric.ofProcess(Metric.WORKING_SET_AT_END, "database", 96));
        metrics.add(Metric.ofProcess(Metric.NETWORK_RECEIVED, "database", 340_000));
        metrics.add(Metric.ofProcess(Metric.NETWORK_SENT, "database", 120_000));
        metrics.add(Metric.ofProcess(Metric.IO_WRITTEN, "database", 880_000));
        return metrics;
    }

    /** Samples with a tail, of which about 95 % are up to so much. */
    public static Distribution samples(int p95, int count) {
        Random random = new Random(p95);
        Histogram histogram = new Histogram(3);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long value = Math.round(-Math.log(1 - random.nextDouble()) * p95 / 3);
            histogram.recordValue(value);
            sum += value;
        }
        return Distribution.of(histogram, sum, histogram.getMaxValue());
    }

    private static Timeline timeline(Kind kind) {
        List<Timeline.Series> series = new ArrayList<>();
        series.add(series("asked", MetricScope.trial(), Unit.PER_SECOND, i -> Math.min(500, 100 + 20 * i)));
        series.add(series("got", MetricScope.trial(), Unit.PER_SECOND, i -> Math.min(495, 95 + 20 * i)));
        series.add(series("failed", MetricScope.trial(), Unit.PER_SECOND, i -> i == 40 ? 20 : 0));
        series.add(series(Metric.EXECUTIONS, MetricScope.trial(), Unit.PER_SECOND, i -> Math.min(480, 10 * i)));
        for (String operation : List.of("create", "update")) {
            percentiles(
                    series,
                    Metric.RESPONSE_TIME,
                    MetricScope.operation(operation),
                    Unit.MILLISECONDS,
                    kind.p95Millis());
        }
        percentiles(series, Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, kind.p95Millis() * 400);
        for (String process : List.of("generator", "service", "database")) {
            MetricScope subject = MetricScope.process(process);
            series.add(series(Metric.CPU_CORES, subject, Unit.ONE, i -> 0.3 + process.length() * 0.02 * (i % 5)));
            series.add(series(Metric.MEMORY, subject, Unit.MEGABYTES, i -> 100 + i * process.length()));
        }
        MetricScope container = MetricScope.process("database");
        series.add(series(Metric.WORKING_SET, container, Unit.MEGABYTES, i -> 60 + i));
        series.add(series(Metric.NETWORK_RECEIVED, container, Unit.BYTES_PER_SECOND, i -> 3e5 + 2e3 * (i % 20)));
        series.add(series(Metric.NETWORK_SENT, container, Unit.BYTES_PER_SECOND, i -> 1e5 + 1e3 * (i % 20)));
        series.add(series(Metric.IO_READ, container, Unit.BYTES_PER_SECOND, i -> 0));
        series.add(series(Metric.IO_WRITTEN, container, Unit.BYTES_PER_SECOND, i -> 8e5 + 1e4 * (i % 11)));
        series.add(series("cpuBusy", MetricScope.trial(), Unit.ONE, i -> 0.5 + 0.004 * i));
        series.add(series("devicesWritten", MetricScope.trial(), Unit.BYTES_PER_SECOND, i -> 1e6 * (i % 7)));
        series.add(series("devicesRead", MetricScope.trial(), Unit.BYTES_PER_SECOND, i -> 1e3 * (i % 3)));
        series.add(series("networkReceived", MetricScope.trial(), Unit.BYTES_PER_SECOND, i -> 2e6 + 1e4 * i));
        series.add(series("networkSent", MetricScope.trial(), Unit.BYTES_PER_SECOND, i -> 2e6 + 2e4 * i));
        return new Timeline(kind.from(), Duration.ofSeconds(1), series);
    }

    private static void percentiles(
            List<Timeline.Series> series, String metric, MetricScope subject, Unit unit, double p95) {
        series.add(series(metric + "P50", subject, unit, i -> Math.rint(p95 / 4 + i % 3)));
        series.add(series(metric + "P95", subject, unit, i -> Math.rint(p95 + i % 5)));
        // Too few samples in the drain.
        series.add(new Timeline.Series(
                metric + "P99",
                subject,
                unit,
                IntStream.range(0, WINDOWS)
                        .mapToObj(i -> i > 80 ? Optional.<Double>empty() : Optional.of(Math.rint(p95 * 2 + i % 7)))
                        .toList()));
        series.add(series(metric + "Max", subject, unit, i -> Math.rint(p95 * 5 + i * 2 % 11)));
    }

    private interface OfWindow {
        double at(int window);
    }

    private static Timeline.Series series(String name, MetricScope subject, Unit unit, OfWindow value) {
        return new Timeline.Series(
                name,
                subject,
                unit,
                IntStream.range(0, WINDOWS)
                        .mapToObj(i -> Optional.of(value.at(i)))
                        .toList());
    }

    /** Returns a trial that was cut short before anything was measured. */
    public static Trial cutShort() {
        return new Trial(
                1,
                new Period(START, START.plusSeconds(1)),
                Optional.empty(),
                Outcome.cutShort("the target ended with exit code 137"),
                new WarmUp(3, 3));
    }

    /** Returns errors as a run may have them. */
    public static List<ErrorCount> errors() {
        return List.of(new ErrorCount(Optional.of("create"), "status 503", 20, Optional.empty()));
    }
}
