package timerbench.harness.judge.recover;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/**
 * One figure of all runs of a fault.
 *
 * <p>A time that a run did not reach is longer than all that others reached. The median and its interval come from the
 * order of the values alone, so they are right although such a time is not known: where the median or a limit falls on
 * one, it is not known either.
 *
 * @param repeats the figure of each repeat in which it was measured, by the number of the repeat
 * @param notReached the number of runs that did not reach it; 0 if it is no time to reach
 * @param median absent if no run counts, or half of the runs did not reach it
 * @param low of the interval; absent without interval, or if no run reached it
 * @param high of the interval; absent without interval, or if the limit is longer than the runs
 * @param confidence of the interval; absent for a single run, which has none
 */
public record FaultFigure(
        RecoveryMetric metric,
        NavigableMap<Integer, Double> repeats,
        int notReached,
        Optional<Double> median,
        Optional<Double> low,
        Optional<Double> high,
        Optional<Double> confidence) {
    /** The confidence wanted of the interval of a median. */
    public static final double CONFIDENCE = 0.95;

    /** Stands for a time that was not reached: longer than any, and so is its mean with another. */
    private static final double NEVER = 1e300;

    private static final double LONGEST = 1e200;

    public FaultFigure {
        repeats = Collections.unmodifiableNavigableMap(new TreeMap<>(repeats));
    }

    static FaultFigure of(RecoveryMetric metric, List<FaultRun> runs) {
        NavigableMap<Integer, Double> repeats = new TreeMap<>();
        int counted = 0;
        for (FaultRun run : runs) {
            counted += run.trial().isPresent() ? 1 : 0;
            run.value(metric).ifPresent(value -> repeats.put(run.cell().repeat(), value));
        }
        int notReached = metric.isReached() ? counted - repeats.size() : 0;
        double[] values = DoubleStream.concat(
                        repeats.values().stream().mapToDouble(Double::doubleValue),
                        DoubleStream.generate(() -> NEVER).limit(notReached))
                .toArray();
        Optional<Median> median = values.length == 0 ? Optional.empty() : Optional.of(Median.of(values, CONFIDENCE));
        Optional<Interval> interval = median.flatMap(Median::interval);
        return new FaultFigure(
                metric,
                repeats,
                notReached,
                median.map(Median::value).filter(FaultFigure::isKnown),
                interval.map(Interval::low).filter(FaultFigure::isKnown),
                interval.map(Interval::high).filter(FaultFigure::isKnown),
                interval.map(Interval::confidence));
    }

    private static boolean isKnown(double value) {
        return value < LONGEST;
    }

    /** Returns whether any run counts that measured it or did not reach it. */
    public boolean isMeasured() {
        return !repeats.isEmpty() || notReached > 0;
    }

    /** Returns the sum over the repeats; empty if it was not measured. */
    public Optional<Double> sum() {
        return repeats.values().stream().reduce(Double::sum);
    }

    /** Returns the largest of the repeats; empty if it was not measured. */
    public Optional<Double> largest() {
        return repeats.values().stream().max(Double::compare);
    }
}
