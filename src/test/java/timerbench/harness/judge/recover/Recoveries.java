package timerbench.harness.judge.recover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import timerbench.harness.judge.recover.RecoverPlan.Cell;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
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
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

/** Recovery experiments to calculate with and to print. */
public final class Recoveries {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final int FAULT_AT = 20;
    private static final int HOLD = 60;
    private static final int WINDOWS = 66;
    private static final double RATE = 200;

    private Recoveries() {}

    /** What a run with a fault was like: its times in seconds, and its counts. */
    record Story(Optional<Double> steady, double lasted, Map<String, Double> counts) {
        static Story steadyAfter(double seconds, double lasted) {
            return new Story(Optional.of(seconds), lasted, Map.of());
        }

        static Story never(double lasted) {
            return new Story(Optional.empty(), lasted, Map.of());
        }

        Story with(String count, double value) {
            Map<String, Double> all = new LinkedHashMap<>(counts);
            all.put(count, value);
            return new Story(steady, lasted, all);
        }
    }

    static PlannedFault fault(String name, String text) {
        return new PlannedFault(name, text, Map.of("timerbench.recovery.fault", name));
    }

    static final PlannedFault KILLED = fault("kill:service@0s", "kill service, started again at once");
    static final PlannedFault PAUSED = fault("stop:service:2@30s", "stop service 2 for 30 s");
    static final PlannedFault COMMAND = fault("command:echo <b>|`x`</b>@5s", "command \"echo <b>|`x`</b>\" for 5 s");

    static RecoverPlan plan(int repeats) {
        return new RecoverPlan(List.of(KILLED, PAUSED, COMMAND), repeats, 7);
    }

    /** Ten repeats, all of which recovered, and nothing was lost. */
    public static RecoverResult good() {
        RecoverPlan plan = plan(10);
        return result(
                plan,
                plan.order().stream()
                        .map(cell -> FaultRun.of(
                                cell, run(Story.steadyAfter(6 + cell.number() + cell.repeat() * 0.25, cell.number()))))
                        .toList());
    }

    /**
     * Three repeats: one after a pause did not recover, one had duplicates, one lost timers, and one run failed.
     */
    public static RecoverResult bad() {
        RecoverPlan plan = plan(3);
        return result(plan, plan.order().stream().map(Recoveries::bad).toList());
    }

    private static FaultRun bad(Cell cell) {
        if (cell.fault().equals(KILLED)) {
            return FaultRun.of(cell, run(Story.steadyAfter(7 + cell.repeat(), 1.5)));
        } else if (cell.fault().equals(PAUSED)) {
            Story story = cell.repeat() == 2 ? Story.never(30) : Story.steadyAfter(34, 30);
            return FaultRun.of(cell, run(story.with("duplicates", cell.repeat())));
        }
        return switch (cell.repeat()) {
            case 1 -> FaultRun.of(cell, run(Story.steadyAfter(9, 5).with("lost", 2)));
            case 2 -> FaultRun.failed(cell, "exit code 3: the target <ended>; all that it printed is in console.log");
            default -> FaultRun.of(cell, run(Story.steadyAfter(8, 5)));
        };
    }

    /** Interrupted after so many runs. */
    public static RecoverResult interruptedAfter(int runs) {
        RecoverResult whole = good();
        return result(whole.plan(), whole.results().subList(0, runs));
    }

    /** One fault, with too few requests in a second for their p95. */
    public static RecoverResult small() {
        RecoverPlan plan = new RecoverPlan(List.of(KILLED), 1, 7);
        Trial trial = trial(Story.steadyAfter(5, 1));
        Timeline whole = trial.timeline().orElseThrow();
        List<Timeline.Series> series = new ArrayList<>(whole.series());
        series.removeIf(each -> each.name().equals("responseTimeP95"));
        series.add(series("responseTimeP50", MetricScope.operation("create"), Unit.MILLISECONDS, i -> 7));
        Run run = run(trial.with(new Timeline(whole.from(), whole.window(), series)));
        return result(plan, List.of(FaultRun.of(plan.order().get(0), run)));
    }

    static RecoverResult result(RecoverPlan plan, List<FaultRun> results) {
        return new RecoverResult(
                "recover-20260131-120000", plan, Map.of("timerbench.embedded.instances", "2"), results);
    }

    static Run run(Story story) {
        return run(trial(story));
    }

    static Run run(Trial trial) {
        RunEnvironment.Machine machine = new RunEnvironment.Machine("Linux 6.1", "amd64", 2, "AMD EPYC", 8_250);
        Database database =
                new Database("PostgreSQL", Optional.of("18.6"), Map.of("fsync", "on"), Optional.of("embedded"), false);
        return new Run(
                "recoverysimulation-20260131120000000",
                "RecoverySimulation",
                new RunProfile("ci", Map.of("rate", 200, "fault", Map.of("kind", "kill", "on", "service"))),
                RunTarget.embedded("groups", 2, database),
                new RunEnvironment(Optional.of("46342de"), machine, "17.0.15", "3.15.1"),
                List.of(trial));
    }

    static Trial trial(Story story) {
        Period measured = new Period(START, START.plusSeconds(WINDOWS));
        Period hold = new Period(START, START.plusSeconds(HOLD));
        Instant begin = START.plusSeconds(FAULT_AT);
        return new Trial(1, measured, Optional.of(hold), Outcome.complete(), new WarmUp(100, 0))
                .with(metrics(story))
                .withThresholds(List.of(Threshold.atMost("time to steady", Unit.SECONDS, 30, story.steady())
                        .required()))
                .withMarks(List.of(
                        new TimelineEvent(START, TimelineEvent.Kind.PHASE, "hold"),
                        new TimelineEvent(begin, TimelineEvent.Kind.FAULT, "begin"),
                        new TimelineEvent(
                                begin.plusMillis((long) (story.lasted() * 1_000)), TimelineEvent.Kind.FAULT, "end")))
                .with(timeline(story));
    }

    private static List<Metric> metrics(Story story) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("faultLasted", story.lasted());
        seconds.put("timeToDetect", 0.4);
        seconds.put("timeToFirstGood", story.lasted() + 0.5);
        story.steady().ifPresent(steady -> {
            seconds.put("timeToNoBacklog", steady - 1);
            seconds.put("timeToSteady", steady);
        });
        Map<String, Double> counts = new LinkedHashMap<>();
        counts.put("capacityLost", RATE * story.lasted());
        counts.put("timersLate", 100 * story.lasted());
        counts.put("onTime", 11_000.0);
        List.of("late", "lost", "duplicates", "early", "afterDelete").forEach(name -> counts.put(name, 0.0));
        counts.putAll(story.counts());
        List<Metric> metrics = new ArrayList<>();
        seconds.forEach((name, value) -> metrics.add(ofTrial(name, Unit.SECONDS, value)));
        counts.forEach((name, value) -> metrics.add(ofTrial(name, Unit.ONE, value)));
        metrics.add(ofTrial("latestTimer", Unit.MICROSECONDS, story.lasted() * 1e6 + 250_000));
        return metrics;
    }

    static Metric ofTrial(String name, Unit unit, double value) {
        return new Metric(name, MetricScope.trial(), unit, Better.LOWER, new Measured.Value(value));
    }

    /** The rate falls to nothing while the fault lasts, and the answers are slow until the load is steady. */
    private static Timeline timeline(Story story) {
        double end = FAULT_AT + story.lasted();
        double steady = FAULT_AT + story.steady().orElse((double) WINDOWS);
        return new Timeline(
                START,
                Duration.ofSeconds(1),
                List.of(
                        series("got", MetricScope.trial(), Unit.PER_SECOND, i -> i >= HOLD || isIn(i, end) ? 0 : RATE),
                        series(
                                "responseTimeP95",
                                MetricScope.operation("create"),
                                Unit.MILLISECONDS,
                                i -> isIn(i, end) ? Double.NaN : isIn(i, steady) ? 900 : 12 + i % 5),
                        series(
                                "latenessP95",
                                MetricScope.trial(),
                                Unit.MICROSECONDS,
                                i -> isIn(i, end) ? Double.NaN : isIn(i, steady) ? 2_500_000 : 9_000 + 100 * (i % 7))));
    }

    private static boolean isIn(int second, double end) {
        return second >= FAULT_AT && second < end;
    }

    private static Timeline.Series series(String name, MetricScope subject, Unit unit, IntToDoubleFunction value) {
        return new Timeline.Series(
                name,
                subject,
                unit,
                IntStream.range(0, WINDOWS)
                        .mapToObj(i -> Optional.of(value.applyAsDouble(i)).filter(Double::isFinite))
                        .toList());
    }
}
