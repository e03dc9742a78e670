package timerbench.harness.load.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * Slowdown of one operation by what goes on beside it in the second part of the load: the ratio of its mean
 * response time there to that in the first part.
 */
public final class Slowdown implements Analysis {
    private static final String METRIC = "slowdown";
    private static final String SLOWER_BY = "slowerBy";
    private static final double RESOLUTION_MILLIS = 1;

    private final String operation;
    private final Duration firstFrom;
    private final Duration secondFrom;
    private final double most;

    /**
     * @param firstFrom when the first part begins, since the first request
     * @param secondFrom when the second part begins
     * @param most the highest ratio that is allowed
     */
    public Slowdown(String operation, Duration firstFrom, Duration secondFrom, double most) {
        this.operation = operation;
        this.firstFrom = firstFrom;
        this.secondFrom = secondFrom;
        this.most = most;
    }

    @Override
    public Trial complete(Trial trial, Context context) {
        RequestTable requests = context.requests();
        int firstSecond = requests.secondFrom(context.start().plus(firstFrom));
        int secondSecond = requests.secondFrom(context.start().plus(secondFrom));
        long[] sums = new long[2];
        long[] counts = new long[2];
        requests.forEach(row -> {
            if (row.ok() && row.operation().equals(operation) && row.startSecond() >= firstSecond) {
                int part = row.startSecond() < secondSecond ? 0 : 1;
                sums[part] += row.responseMillis() * row.count();
                counts[part] += row.count();
            }
        });
        if (counts[0] == 0 || counts[1] == 0) {
            return trial;
        }
        double first = (double) sums[0] / counts[0];
        double second = (double) sums[1] / counts[1];
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.ofTrial(SLOWER_BY, Unit.MILLISECONDS, Math.max(0, second - first)));
        if (first > 0) {
            metrics.add(Metric.ofTrial(METRIC, Unit.ONE, second / first));
        }
        String text = String.format(
                Locale.ROOT, "%s: mean %.2f ms in the first part, %.2f ms in the second", operation, first, second);
        return trial.with(metrics).withNotes(List.of(text));
    }

    /**
     * Returns the limit on the ratio. A difference within the log's resolution counts as none, whatever the ratio.
     */
    @Override
    public List<Threshold> thresholds(Trial trial) {
        boolean isNone = trial.value(SLOWER_BY, MetricScope.trial())
                .filter(millis -> millis <= RESOLUTION_MILLIS)
                .isPresent();
        Optional<Double> factor = isNone ? Optional.of(1.0) : trial.value(METRIC, MetricScope.trial());
        return List.of(Threshold.atMost("slowdown of the good requests beside wrong ones", Unit.ONE, most, factor)
                .required());
    }
}
