package timerbench.harness.judge.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import timerbench.harness.judge.scaling.SweepPlan.Cell;
import timerbench.harness.judge.scaling.SweepPlan.What;
import timerbench.harness.run.Better;
import timerbench.harness.run.Database;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

/** Sweeps to calculate with and to print. */
public final class Sweeps {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Period HOLD = new Period(START, START.plusSeconds(60));
    private static final long SEED = 42;

    private Sweeps() {}

    /** What a run shows, by its point and repeat. */
    interface Answers {
        SweepRun run(Cell cell);
    }

    static Sweep sweep(SweepPlan plan, Answers answers) {
        return sweep(plan, answers, plan.order().size());
    }

    private static Sweep sweep(SweepPlan plan, Answers answers, int made) {
        List<SweepRun> runs =
                plan.order().stream().limit(made).map(answers::run).toList();
        return Sweep.of("sweep-20260131-120000-000", plan, Map.of("timerbench.profile", "ci"), runs);
    }

    static SweepPlan plan(Measure measure, What what, int repeats, Axis... axes) {
        return new SweepPlan(measure, what, List.of(axes), repeats, SEED);
    }

    static Axis axis(String name, String... values) {
        String setting = switch (name) {
            case "pending" -> "breakpoint.pending";
            case "concurrent" -> "stress.concurrent";
            default -> name;
        };
        return new Axis(name, "timerbench." + setting, List.of(values));
    }

    private static Metric rate(String name, double perSecond) {
        return new Metric(name, MetricScope.trial(), Unit.PER_SECOND, Better.HIGHER, new Measured.Value(perSecond));
    }

    static List<Metric> capacity(double held, double broke) {
        return List.of(rate(Metric.RATE_HELD, held), rate(Metric.RATE_BROKEN, broke));
    }

    static List<Metric> held(double held) {
        return List.of(rate(Metric.RATE_HELD, held));
    }

    static List<Metric> noRate(double broke) {
        return List.of(rate(Metric.RATE_BROKEN, broke));
    }

    static SweepRun of(Cell cell, List<Metric> metrics) {
        return new SweepRun(cell, Optional.of(run(trial(metrics))), Optional.empty());
    }

    static SweepRun saturated(Cell cell, List<Metric> metrics) {
        return new SweepRun(cell, Optional.of(run(trial(metrics).saturated(true))), Optional.empty());
    }

    static SweepRun failed(Cell cell) {
        return new SweepRun(cell, Optional.empty(), Optional.of("exit code 3: postgres did not start"));
    }

    private static Trial trial(List<Metric> metrics) {
        return new Trial(1, HOLD, Optional.of(HOLD), Outcome.complete(), new WarmUp(10, 0))
                .with(metrics)
                .with(new Timeline(
                        START,
                        HOLD.length(),
                        List.of(
                                series("cpuBusy", MetricScope.trial(), 0.95),
                                series(Metric.CPU_CORES, MetricScope.process(MetricScope.SERVICE), 1.2),
                                series(Metric.CPU_CORES, MetricScope.process(MetricScope.DATABASE), 0.5))));
    }

    private static Timeline.Series series(String name, MetricScope subject, double value) {
        return new Timeline.Series(name, subject, Unit.ONE, List.of(Optional.of(value)));
    }

    private static Run run(Trial trial) {
        Database database = new Database("PostgreSQL", Optional.of("18.6"), Map.of(), Optional.of("embedded"), false);
        RunEnvironment.Machine machine = new RunEnvironment.Machine("Linux 6.1", "amd64", 2, "AMD EPYC", 8_250);
        return new Run(
                "breakpointsimulation-20260131120000000",
                "BreakpointSimulation",
                new RunProfile("ci", Map.of()),
                RunTarget.embedded("groups", 1, database),
                new RunEnvironment(Optional.of("46342de"), machine, "17.0.15", "3.15.1"),
                List.of(trial));
    }

    private static double at(Cell cell) {
        return Axis.number(cell.point().first());
    }

    private static List<Metric> with(List<Metric> metrics, Metric... more) {
        List<Metric> all = new ArrayList<>(metrics);
        all.addAll(List.of(more));
        return all;
    }

    /** The capacity of 1, 2, 4 and 8 instances: contention of 5 %, noise of a percent; one run failed. */
    public static Sweep instances() {
        return sweep(
                plan(Measure.CAPACITY, What.NOTHING, 3, axis("instances", "1", "2", "4", "8")),
                cell -> cell.point().first().equals("8") && cell.repeat() == 2
                        ? failed(cell)
                        : of(
                                cell,
                                with(
                                        capacity(scaled(cell, 0.05), 1.01 * scaled(cell, 0.05)),
                                        Metric.memory(MetricScope.SERVICE, 150 + 10 * at(cell)),
                                        Metric.memory(MetricScope.DATABASE, 400),
                                        Metric.throttled(MetricScope.SERVICE, 0.25))));
    }

    private static double scaled(Cell cell, double contention) {
        double units = at(cell);
        return 1_000 * units / (1 + contention * (units - 1)) * (1 + 0.01 * (cell.repeat() - 2));
    }

    /** A capacity over one axis, without failures: the rate of a value and a repeat. */
    public static Sweep capacity(String axis, BiFunction<Double, Integer, Double> rate, int repeats, String... values) {
        return sweep(plan(Measure.CAPACITY, What.NOTHING, repeats, axis(axis, values)), cell -> {
            double held = rate.apply(at(cell), cell.repeat());
            return of(cell, capacity(held, 1.01 * held));
        });
    }

    /** The generator is the limit of two instances. */
    public static Sweep saturated() {
        return sweep(
                plan(Measure.CAPACITY, What.NOTHING, 3, axis("instances", "1", "2")),
                cell -> cell.point().first().equals("2")
                        ? saturated(cell, capacity(900, 1_000))
                        : of(cell, capacity(500, 600)));
    }

    /** One instance holds no rate in one run, two are measured, four hold whatever is tried. */
    public static Sweep censored() {
        return sweep(plan(Measure.CAPACITY, What.NOTHING, 3, axis("instances", "1", "2", "4")), cell -> {
            return switch (cell.point().first()) {
                case "1" -> of(cell, cell.repeat() == 1 ? noRate(12.5) : capacity(50, 100));
                case "2" -> of(cell, capacity(700 + cell.repeat(), 800));
                default -> of(cell, held(1_600));
            };
        });
    }

    /** Capacity with timers that wait: 300 bytes of the service and 500 of the database for each. */
    public static Sweep pending() {
        return sweep(
                plan(Measure.CAPACITY, What.NOTHING, 3, axis("pending", "1000", "100000", "1000000")),
                cell -> of(
                        cell,
                        with(
                                capacity(1_000 + 20 * ((cell.repeat() * 7 + at(cell)) % 3), 1_250),
                                Metric.memory(MetricScope.SERVICE, 150 + 300e-6 * at(cell) + cell.repeat()),
                                Metric.memory(MetricScope.DATABASE, 400 + 500e-6 * at(cell) - cell.repeat()))));
    }

    /** Throughput over instances and users, interrupted in the second repeat; the generator was saturated once. */
    public static Sweep grid() {
        SweepPlan plan = plan(
                Measure.THROUGHPUT,
                What.operation("create"),
                2,
                axis("instances", "1", "2"),
                axis("concurrent", "10", "50"));
        return sweep(
                plan,
                cell -> {
                    double value =
                            500 * at(cell) + Axis.number(cell.point().second().orElseThrow()) + cell.repeat();
                    List<Metric> metrics = List.of(Metric.throughput("create", value));
                    boolean isLast = cell.point().values().equals(List.of("2", "50"));
                    return isLast && cell.repeat() == 1 ? saturated(cell, metrics) : of(cell, metrics);
                },
                7);
    }

    /** The least number of connections for a rate: 2, though 8 missed it, and 1 is not decided. */
    public static Sweep demand() {
        return sweep(
                plan(Measure.DEMAND, What.rate(500), 3, axis("service.poolSize", "1", "2", "4", "8")),
                cell -> switch (cell.point().first()) {
                    case "1" -> cell.repeat() == 1 ? of(cell, noRate(500)) : failed(cell);
                    case "2" -> of(cell, cell.repeat() == 3 ? noRate(500) : held(500));
                    case "8" -> of(cell, noRate(500));
                    default -> of(cell, held(500));
                });
    }

    /** No run left anything. */
    public static Sweep failed() {
        return sweep(plan(Measure.CAPACITY, What.NOTHING, 1, axis("instances", "1", "2")), Sweeps::failed);
    }

    /** All sweeps, and one without runs. */
    public static List<Sweep> all() {
        Sweep whole = instances();
        return List.of(
                whole,
                censored(),
                pending(),
                grid(),
                demand(),
                saturated(),
                failed(),
                Sweep.of(whole.id(), whole.plan(), whole.settings(), List.of()));
    }
}
