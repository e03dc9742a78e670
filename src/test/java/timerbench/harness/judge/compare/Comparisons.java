package timerbench.harness.judge.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.Database;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Trial;
import timerbench.harness.run.WarmUp;

/** Comparisons to calculate with and to print. */
public final class Comparisons {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Period HOLD = new Period(START, START.plusSeconds(300));
    private static final List<String> MIXED_OF = List.of("create", "read", "update", "delete");

    private Comparisons() {}

    /** Samples of {@code from} … {@code from + 19} milliseconds, evenly. */
    static Distribution millis(int from, int count) {
        Histogram histogram = new Histogram(3);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            histogram.recordValue(from + i % 20);
            sum += from + i % 20;
        }
        return Distribution.of(histogram, sum, histogram.getMaxValue());
    }

    static Trial trial(List<Metric> metrics) {
        return new Trial(1, HOLD, Optional.of(HOLD), Outcome.complete(), new WarmUp(10, 0)).with(metrics);
    }

    static List<Metric> requests(String request, double perSecond, int fromMillis) {
        return List.of(
                Metric.throughput(request, perSecond),
                Metric.responseTime(request, millis(fromMillis, 1_000)),
                Metric.errorRate(request, 0));
    }

    /** A trial of an operation that does so much a second; a mixed one in four equal parts. */
    static Trial trial(String operation, double perSecond, int fromMillis) {
        List<Metric> metrics = new ArrayList<>();
        if (operation.equals("mixed")) {
            MIXED_OF.forEach(request -> metrics.addAll(requests(request, perSecond / 4, fromMillis)));
        } else {
            metrics.addAll(requests(operation, perSecond, fromMillis));
        }
        metrics.add(Metric.cpuSecondsPerThousand("service", 100 / perSecond));
        metrics.add(Metric.memory("service", 200));
        return trial(metrics);
    }

    static Run run(RunTarget target, Trial trial) {
        Map<String, Object> settings =
                Map.of("concurrent", 50, "duration", "300s", "warmUp", "30s", "operation", "whatever it was");
        RunEnvironment.Machine machine = new RunEnvironment.Machine("Linux 6.1", "amd64", 2, "AMD EPYC", 8_250);
        return new Run(
                "databasestresssimulation-20260131120000000",
                "DatabaseStressSimulation",
                new RunProfile("ci", settings),
                target,
                new RunEnvironment(Optional.of("46342de"), machine, "17.0.15", "3.15.1"),
                List.of(trial));
    }

    static RunTarget postgres() {
        Map<String, String> durability = new LinkedHashMap<>();
        durability.put("fsync", "on");
        durability.put("synchronous_commit", "on");
        Database database = new Database("PostgreSQL", Optional.of("18.6"), durability, Optional.of("embedded"), false);
        return RunTarget.embedded("groups", 1, database);
    }

    private static RunTarget dynamodb() {
        Database database = new Database("DynamoDB", Optional.of("3.3.1"), Map.of(), Optional.of("embedded"), true);
        return RunTarget.embedded("groups", 1, database).with(Map.of("database memory", "256 MB"));
    }

    /**
     * Creates and the mixed load on PostgreSQL, an emulator of DynamoDB that is faster at creates and whose bare
     * driver failed once, Cassandra, of which a run failed, and a MongoDB that was not there.
     */
    public static Comparison databases() {
        ComparisonPlan plan = new ComparisonPlan(
                "database",
                variants("database", "postgres", "mongodb", "cassandra", "dynamodb"),
                List.of("create", "mixed"),
                3,
                42);
        String reason = "no MongoDB at mongodb://127.0.0.1:27017, \"connection refused\", <b>nothing</b>";
        Comparison planned = new Comparison(
                "compare-20260131-120000",
                plan,
                Map.of("timerbench.stress.concurrent", "50"),
                Map.of("mongodb", reason),
                List.of());
        List<CellResult> results =
                planned.cells().stream().map(Comparisons::databaseResult).toList();
        return new Comparison(planned.id(), plan, planned.settings(), planned.missing(), results);
    }

    private static CellResult databaseResult(Cell cell) {
        CellResult result = withoutBare(cell);
        return cell.operation().equals("create") ? result.with(bare(cell)) : result;
    }

    /** PostgreSQL's writes 12,500 a second and fewer every time; DynamoDB's fails in one repeat. */
    private static BareDriver bare(Cell cell) {
        return switch (cell.variant()) {
            case "postgres" -> BareDriver.wrote(13_000 - 500 * cell.repeat());
            case "dynamodb" ->
                cell.repeat() == 3
                        ? BareDriver.failed("the bare driver failed: <i>throttled</i>")
                        : BareDriver.wrote(10_000 * cell.repeat());
            default -> BareDriver.wrote(8_000);
        };
    }

    private static CellResult withoutBare(Cell cell) {
        int repeat = cell.repeat();
        return switch (cell.variant()) {
            case "postgres" ->
                CellResult.of(cell, run(postgres(), profiled(trial(cell.operation(), 5_000 + 50 * repeat, 2))));
            case "dynamodb" -> CellResult.of(cell, run(dynamodb(), trial(cell.operation(), 9_000 - 1_000 * repeat, 9)));
            default -> cassandraResult(cell);
        };
    }

    private static CellResult cassandraResult(Cell cell) {
        if (cell.repeat() == 2 && cell.operation().equals("create")) {
            return CellResult.failed(cell, "exit code 3: cassandra did not start");
        }
        Database database = new Database("Cassandra", Optional.empty(), Map.of());
        double perSecond = cell.operation().equals("create") ? 2_000 : 5_000 + 100 * ((cell.repeat() * 7) % 3);
        return CellResult.of(
                cell, run(RunTarget.embedded("groups", 1, database), trial(cell.operation(), perSecond, 4)));
    }

    private static Trial profiled(Trial trial) {
        DatabaseLoad.Statement statement =
                new DatabaseLoad.Statement("INSERT INTO timer VALUES ($1) -- <i>", 93, 812.25);
        return trial.with(new DatabaseLoad("pg_stat_statements", "ms", List.of(statement)));
    }

    static List<Variant> variants(String setting, String... names) {
        return List.of(names).stream()
                .map(name -> new Variant(name, Map.of("timerbench." + setting, name)))
                .toList();
    }

    /** A program, a build of it that did not start, and a service that ran already. */
    public static Comparison targets() {
        List<Variant> variants =
                List.of(target("before", "./kala-1"), target("after", "./kala-2"), target("live", "http://host:8080"));
        ComparisonPlan plan = new ComparisonPlan("target", variants, List.of("create"), 1, 7);
        Map<String, String> missing = Map.of("after", "the service ended before it was ready");
        Comparison planned = new Comparison("compare-20260131-120000", plan, Map.of(), missing, List.of());
        List<CellResult> results = planned.cells().stream()
                .map(cell -> CellResult.of(cell, run(target(cell), trial(cell.operation(), 1_000, 5))))
                .toList();
        return new Comparison(planned.id(), plan, planned.settings(), missing, results);
    }

    private static Variant target(String name, String given) {
        return new Variant(name, Map.of("timerbench.target", given));
    }

    private static RunTarget target(Cell cell) {
        RunTarget.Build build = new RunTarget.Build("./kala-1", "0123456789abcdef".repeat(4));
        return cell.variant().equals("live")
                ? RunTarget.url("groups", List.of("http://host:8080"), Optional.empty())
                : RunTarget.started(RunTarget.Kind.PROGRAM, "groups", 1, build, Optional.empty());
    }

    /** A sweep that was interrupted in its second repeat. */
    public static Comparison sweep() {
        ComparisonPlan plan = new ComparisonPlan(
                "timerbench.service.poolSize", variants("service.poolSize", "1", "2", "4"), List.of("create"), 2, 7);
        List<CellResult> results = plan.order().stream()
                .limit(5)
                .map(cell -> CellResult.of(
                        cell,
                        run(
                                postgres(),
                                trial("create", 1_000 * Double.parseDouble(cell.variant()) + cell.repeat(), 3))))
                .toList();
        return new Comparison("sweep-20260131-120000", plan, Map.of(), Map.of(), results);
    }
}
