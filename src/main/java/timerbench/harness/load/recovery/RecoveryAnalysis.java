package timerbench.harness.load.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.run.Better;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/** The figures of a recovery, from what was recorded during the load, with notes on how they were computed. */
public final class RecoveryAnalysis implements Analysis {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    private final RecoveryLoad load;
    private final RecoveryLimits limits;

    public RecoveryAnalysis(RecoveryLoad load, RecoveryLimits limits) {
        this.load = load;
        this.limits = limits;
    }

    /** Returns the trial with the figures of the recovery; as it is if it was cut short, or there was no fault. */
    @Override
    public Trial complete(Trial trial, Context context) {
        if (!trial.outcome().isComplete()) {
            return trial;
        }
        Optional<Recovery> recovery =
                load.recovery(context.start().plus(load.plan().total()));
        return recovery.map(known -> complete(trial, known, load.baseline().orElseThrow()))
                .orElse(trial);
    }

    private Trial complete(Trial trial, Recovery recovery, Baseline baseline) {
        List<Metric> metrics = new ArrayList<>(before(baseline));
        seconds(Metric.TIME_TO_DETECT, recovery.detected(), metrics);
        seconds(Metric.TIME_TO_FIRST_GOOD, recovery.firstGood(), metrics);
        seconds(Metric.TIME_TO_NO_BACKLOG, recovery.noBacklog(), metrics);
        seconds(Metric.TIME_TO_STEADY, recovery.steady(), metrics);
        load.faultLasted()
                .ifPresent(
                        time -> metrics.add(Metric.ofTrial(Metric.FAULT_LASTED, Unit.SECONDS, time.toNanos() / 1e9)));
        metrics.add(Metric.ofTrial(Metric.CAPACITY_LOST, Unit.ONE, recovery.capacityLost()));
        metrics.add(Metric.ofTrial(Metric.TIMERS_LATE, Unit.ONE, (double) recovery.late()));
        recovery.latest()
                .ifPresent(
                        micros -> metrics.add(Metric.ofTrial(Metric.LATEST_TIMER, Unit.MICROSECONDS, (double) micros)));
        return trial.with(metrics).withNotes(notes(recovery, baseline));
    }

    private static List<Metric> before(Baseline baseline) {
        return List.of(
                new Metric(
                        Metric.BASELINE_RATE,
                        MetricScope.trial(),
                        Unit.PER_SECOND,
                        Better.HIGHER,
                        new Measured.Value(baseline.rate())),
                Metric.ofTrial(
                        Metric.BASELINE_RESPONSE_P95, Unit.MILLISECONDS, baseline.responseP95() / MICROS_PER_MILLI),
                Metric.ofTrial(Metric.BASELINE_LATENESS_P95, Unit.MICROSECONDS, (double) baseline.latenessP95()),
                Metric.ofTrial(Metric.BASELINE_LATENESS_P99, Unit.MICROSECONDS, (double) baseline.latenessP99()));
    }

    private static void seconds(String name, OptionalLong micros, List<Metric> metrics) {
        micros.ifPresent(time -> metrics.add(Metric.ofTrial(name, Unit.SECONDS, time / MICROS_PER_SECOND)));
    }

    private List<String> notes(Recovery recovery, Baseline baseline) {
        Baseline.Limits of = baseline.limits(load.rules());
        String dwell = Durations.text(load.rules().dwell());
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "steady: %s on end, of each second at least %.1f requests with a good answer, 95 %% of the requests"
                        + " answered within %.1f ms, and 95 %% of the timers due called back within %.1f ms",
                dwell,
                of.rate(),
                of.response() / MICROS_PER_MILLI,
                of.lateness() / MICROS_PER_MILLI));
        notes.add(String.format(
                Locale.ROOT,
                "overdue: timers called back more than %.1f ms after they were due",
                of.overdue() / MICROS_PER_MILLI));
        if (recovery.detected().isEmpty()) {
            notes.add("the fault was not noticed: no request failed or was slow, and no timer overdue");
        }
        if (recovery.steady().isEmpty()) {
            notes.add("not recovered: the load was not steady for " + dwell + " on end within "
                    + Durations.text(load.plan().shape().after()) + " of the fault"
                    + (load.isFaultOver() ? "" : ", which was not over"));
        } else if (recovery.noBacklog().isEmpty()) {
            notes.add("the backlog never ended: a timer was never called back");
        }
        return notes;
    }

    /** Returns the limits on the recovery. */
    @Override
    public List<Threshold> thresholds(Trial trial) {
        return limits.of(trial);
    }
}
