package timerbench.harness.load.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import timerbench.harness.load.plan.SpikePlan;
import timerbench.harness.measure.requests.RequestTable;
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
    public Trial complete(Trial trial, Context context) {
        if (!trial.outcome().isComplete()) {
            return trial;
        }
        RequestTable requests = context.requests();
        SortedMap<Integer, Second> seconds = seconds(requests);
        int spikeFrom = requests.secondFrom(context.start().plus(plan.spikeFrom()));
        long refusedBefore = seconds.headMap(spikeFrom).values().stream()
                .mapToLong(second -> second.refused)
                .sum();
        Trial known = trial.with(List.of(Metric.ofTrial(REFUSED_BEFORE, Unit.ONE, (double) refusedBefore)));
        int spikeTo = requests.secondFrom(context.start().plus(plan.spikeTo()));
        return recovered(seconds.tailMap(spikeTo), spikeTo)
                .map(time -> known.with(List.of(Metric.ofTrial(METRIC, Unit.SECONDS, time))))
                .orElse(known.withNotes(List.of("not recovered from the spike by the end of the load")));
    }

    private SortedMap<Integer, Second> seconds(RequestTable requests) {
        SortedMap<Integer, Second> seconds = new TreeMap<>();
        requests.forEach(row -> {
            Second second = seconds.computeIfAbsent(row.endSecond(), at -> new Second());
            second.requests += row.count();
            if (!row.ok() || row.operation().equals(Requests.SHED)) {
                second.refused += row.count();
            } else if (row.responseMillis() > p95.toMillis()) {
                second.slow += row.count();
            }
        });
        return seconds;
    }

    /** Returns the number of seconds from the end of the spike; empty if the last second is not calm. */
    private static Optional<Double> recovered(SortedMap<Integer, Second> afterSpike, int spikeTo) {
        int calmFrom = afterSpike.entrySet().stream()
                .filter(second -> !second.getValue().isCalm())
                .mapToInt(second -> second.getKey() + 1)
                .max()
                .orElse(spikeTo);
        return afterSpike.tailMap(calmFrom).isEmpty() ? Optional.empty() : Optional.of((double) (calmFrom - spikeTo));
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
