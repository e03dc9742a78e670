package timerbench.harness.judge.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.Better;
import timerbench.harness.run.Database;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunEnvironment.Machine;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

/** Runs to hold against each other. */
public final class FileRuns {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Period HOLD = new Period(START, START.plusSeconds(60));
    private static final Machine MACHINE = new Machine("Linux 6.1.2", "amd64", 2, "AMD EPYC", 8_250);

    /** When a gate judges. */
    static final Instant AT = Instant.parse("2026-02-01T12:00:00Z");

    static final List<Metric> CREATES = requests("create", 1_000, 10, 0);

    private FileRuns() {}

    static Distribution samples(long value, int count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(value, count);
        return Distribution.of(histogram, value * count, value);
    }

    /** Requests that succeed so often a second, each in so many milliseconds. */
    static List<Metric> requests(String operation, double perSecond, long millis, double errorRate) {
        return List.of(
                Metric.throughput(operation, perSecond),
                Metric.responseTime(operation, samples(millis, 1_000)),
                Metric.errorRate(operation, errorRate));
    }

    static Metric lateness(long micros) {
        return new Metric(
                Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, samples(micros, 1_000));
    }

    static Metric count(String metric, int count) {
        return Metric.ofTrial(metric, Unit.ONE, count);
    }

    @SafeVarargs
    static Trial trial(List<Metric>... metrics) {
        List<Metric> all = new ArrayList<>();
        for (List<Metric> some : metrics) {
            all.addAll(some);
        }
        return new Trial(1, HOLD, Optional.of(HOLD), Outcome.complete(), new WarmUp(10, 0))
                .with(all)
                .saturated(false);
    }

    static Trial cutShort(List<Metric> metrics) {
        return new Trial(1, HOLD, Optional.of(HOLD), Outcome.cutShort("the target was gone"), new WarmUp(10, 0))
                .with(metrics);
    }

    static Run run(Trial... trials) {
        return new Run(
                "callbacksimulation-20260131120000000",
                "CallbackSimulation",
                new RunProfile("ci", Map.of("targetRate", 500, "thresholds", Map.of("p95", "250ms"))),
                RunTarget.embedded("groups", 1, postgres("18.6", "on")),
                environment(MACHINE),
                List.of(trials));
    }

    /** A run of creates. */
    public static Run creates(double perSecond, long millis) {
        return run(trial(requests("create", perSecond, millis, 0)));
    }

    /** A run of creates that lost so many timers. */
    public static Run lost(int timers) {
        return run(trial(requests("create", 1_000, 10, 0), List.of(count("lost", timers))));
    }

    /** A run of so few creates. */
    public static Run fewCreates(int samples) {
        return run(trial(List.of(
                Metric.throughput("create", 1_000),
                Metric.responseTime("create", samples(10, samples)),
                Metric.errorRate("create", 0))));
    }

    public static Database postgres(String version, String fsync) {
        return new Database("PostgreSQL", Optional.of(version), Map.of("fsync", fsync), Optional.of("embedded"), false);
    }

    static RunEnvironment environment(Machine machine) {
        return new RunEnvironment(Optional.of("46342de"), machine, "17.0.15", "3.15.1");
    }

    static Run named(Run run, String id) {
        return new Run(id, run.simulation(), run.profile(), run.target(), run.environment(), run.trials());
    }

    public static Run on(Run run, Machine machine) {
        return new Run(run.runId(), run.simulation(), run.profile(), run.target(), environment(machine), run.trials());
    }

    public static Run with(Run run, RunProfile profile) {
        return new Run(run.runId(), run.simulation(), profile, run.target(), run.environment(), run.trials());
    }

    public static Run at(Run run, UnaryOperator<RunTarget> change) {
        return new Run(
                run.runId(),
                run.simulation(),
                run.profile(),
                change.apply(run.target()),
                run.environment(),
                run.trials());
    }

    /** Returns the same run on a database that does not sync. */
    public static Run withoutSync(Run run) {
        return at(run, target -> RunTarget.embedded("groups", 1, postgres("18.6", "off")));
    }

    static GateReport judge(Run baseline, Run candidate) {
        return judge(FileLimits.DEFAULT, baseline, candidate);
    }

    static GateReport judge(FileLimits limits, Run baseline, Run candidate) {
        return judgeAsTheyAre(limits, baseline, named(candidate, "callbacksimulation-20260201115500000"));
    }

    static GateReport judgeAsTheyAre(FileLimits limits, Run baseline, Run candidate) {
        return new FileGate(limits)
                .judge(
                        new FileGate.NamedRun("results/baseline.json", baseline),
                        new FileGate.NamedRun("results/latest", candidate),
                        AT,
                        Duration.ofMillis(7));
    }

    static Finding finding(GateReport report, String title) {
        return report.findings().stream()
                .filter(finding -> finding.title().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
