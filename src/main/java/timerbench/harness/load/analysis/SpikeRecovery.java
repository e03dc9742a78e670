package timerbench.harness.load.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.load.plan.SpikePlan;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * Time that a target takes to recover from a spike. It has recovered at the first second from which every second is
 * calm: nothing is shed, nothing fails, and at least 95 % of the requests that end in it took no longer than the
 * limit of the p95.
 */
public final class SpikeRecovery implements Analysis {
    private static final String METRIC = "timeToRecover";
    private static final String REFUSED_BEFORE = "refusedBeforeSpike";
    private static final double WITHIN = 0.95;

    private static final class Second {
        private long requests;
        private long slow;
        private long refused;

        boolean isCalm() {
            return refused == 0 && slow <= (1 - WITHIN) * requests;
        }
    }

    private final SpikePlan plan;
    private final Duration p95;
    private final Duration most;
    private final Map<Long, Second> seconds = new TreeMap<>();

    /**
     * @param p95 the limit of requests
     * @param most the longest that it may take
     */
    public SpikeRecovery(SpikePlan plan, Duration p95, Duration most) {
        this.plan = plan;
        this.p95 = p95;
        this.most = most;
    }

    @Override
    public void accept(LogRecord.Request request) {
        Second second = seconds.computeIfAbsent(Math.floorDiv(request.endMillis(), 1_000L), at -> new Second());
        second.requests++;
        if (!request.ok() || request.name().equals(Requests.SHED)) {
            second.refused++;
        } else if (request.responseTimeMillis() > p95.toMillis()) {
            second.slow++;
        }
    }

    @Override
    public Trial complete(Trial trial, Context context) {
        if (!trial.outcome().isComplete()) {
            return trial;
        }
        Instant start = trial.measured().from().minus(plan.warmUp());
        Trial known = trial.with(List.of(
                Metric.ofTrial(REFUSED_BEFORE, Unit.ONE, (double) refusedBefore(start.plus(plan.spikeFrom())))));
        return recovered(start.plus(plan.spikeTo()))
                .map(time -> known.with(List.of(Metric.ofTrial(METRIC, Unit.SECONDS, time.toMillis() / 1e3))))
                .orElse(known.withNotes(List.of("not recovered from the spike by the end of the load")));
    }

    private long refusedBefore(Instant spike) {
        return seconds.entrySet().stream()
                .filter(second -> second.getKey() < spike.getEpochSecond())
                .mapToLong(second -> second.getValue().refused)
                .sum();
    }

    /** Returns the time from the end of the spike, to a second; empty if the last second is not calm. */
    private Optional<Duration> recovered(Instant spikeEnd) {
        long end = spikeEnd.getEpochSecond();
        long calmFrom = seconds.entrySet().stream()
                .filter(second -> second.getKey() >= end && !second.getValue().isCalm())
                .mapToLong(second -> second.getKey() + 1)
                .max()
                .orElse(end);
        boolean isSeen = seconds.keySet().stream().anyMatch(second -> second >= calmFrom);
        Duration time = Duration.between(spikeEnd, Instant.ofEpochSecond(calmFrom));
        return isSeen ? Optional.of(time.isNegative() ? Duration.ZERO : time) : Optional.empty();
    }

    /** Returns the limits on the time to recover and on failures before the spike. */
    @Override
    public List<Threshold> thresholds(Trial trial) {
        return List.of(
                Threshold.atMost(
                                "time to recover from the spike",
                                Unit.SECONDS,
                                most.toMillis() / 1e3,
                                trial.value(METRIC, MetricScope.trial()))
                        .required(),
                Threshold.atMost(
                        "shed or failed before the spike",
                        Unit.ONE,
                        0,
                        trial.value(REFUSED_BEFORE, MetricScope.trial())));
    }
}
