package timerbench.harness.load.recovery;

import java.time.Duration;
import java.util.List;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * The limits of a recovery.
 *
 * @param capacityLost the most good answers that may be missing
 * @param timersLate the most timers that may be overdue
 * @param latestTimer the largest lateness of a timer
 */
public record RecoveryLimits(
        Duration timeToDetect,
        Duration timeToFirstGood,
        Duration timeToNoBacklog,
        Duration timeToSteady,
        long capacityLost,
        long timersLate,
        Duration latestTimer) {
    public RecoveryLimits {
        Durations.requirePositive("timeToDetect", timeToDetect);
        Durations.requirePositive("timeToFirstGood", timeToFirstGood);
        Durations.requirePositive("timeToNoBacklog", timeToNoBacklog);
        Durations.requirePositive("timeToSteady", timeToSteady);
        Durations.requirePositive("latestTimer", latestTimer);
        if (capacityLost < 0 || timersLate < 0) {
            throw new IllegalArgumentException(
                    "capacityLost and timersLate must be 0 or more, were " + capacityLost + " and " + timersLate);
        }
    }

    /**
     * Returns the limits of a fault that lasts: they allow its time more, and what is due in it, but no more time to
     * detect it.
     *
     * @param lasts from the fault's begin until its end is begun
     * @param rate requests per second
     */
    public RecoveryLimits during(Duration lasts, double rate) {
        long due = (long) Math.ceil(rate * lasts.toMillis() / 1e3);
        return new RecoveryLimits(
                timeToDetect,
                timeToFirstGood.plus(lasts),
                timeToNoBacklog.plus(lasts),
                timeToSteady.plus(lasts),
                capacityLost + due,
                timersLate + due,
                latestTimer.plus(lasts));
    }

    /**
     * Returns the limits with the figures of a trial. A time that was not reached crosses its limit, but not that to
     * detect: a fault that nobody noticed has none.
     */
    List<Threshold> of(Trial trial) {
        return List.of(
                atMost(trial, Metric.TIME_TO_DETECT, timeToDetect),
                atMost(trial, Metric.TIME_TO_FIRST_GOOD, timeToFirstGood).required(),
                atMost(trial, Metric.TIME_TO_NO_BACKLOG, timeToNoBacklog).required(),
                atMost(trial, Metric.TIME_TO_STEADY, timeToSteady).required(),
                atMost(trial, Metric.CAPACITY_LOST, Unit.ONE, (double) capacityLost),
                atMost(trial, Metric.TIMERS_LATE, Unit.ONE, (double) timersLate),
                atMost(trial, Metric.LATEST_TIMER, Unit.MICROSECONDS, latestTimer.toNanos() / 1e3));
    }

    private static Threshold atMost(Trial trial, String metric, Duration most) {
        return atMost(trial, metric, Unit.SECONDS, most.toNanos() / 1e9);
    }

    private static Threshold atMost(Trial trial, String metric, Unit unit, double most) {
        return Threshold.atMost(MetricName.of(metric), unit, most, trial.value(metric, MetricScope.trial()));
    }
}
