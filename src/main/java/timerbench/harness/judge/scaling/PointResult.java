package timerbench.harness.judge.scaling;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.report.HoldUsage;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Word;
import timerbench.harness.stats.MeasuredPoint;
import timerbench.harness.stats.Median;

/**
 * The runs of one point.
 *
 * @param readings what each run shows, by the number of the repeat
 * @param runs in the order of the repeats
 * @param planned how many runs there are to be
 */
public record PointResult(Point point, NavigableMap<Integer, Reading> readings, List<SweepRun> runs, int planned) {
    /** The confidence that is wanted of every interval. */
    public static final double CONFIDENCE = 0.95;

    /** The result of a point. Only a measured one has a median. */
    public enum Standing implements Word {
        MEASURED,
        /** In at least one run, no rate met the limits. */
        NO_RATE,
        /** In at least one run, the highest rate that was tried met the limits. */
        AT_LEAST,
        /** The rate held in more than half of the runs. */
        HELD,
        /** The rate was missed in at least half of the runs. */
        MISSED,
        /** Too few runs of a demand count. */
        UNDECIDED,
        /** The generator was the limit in all runs that have a figure. */
        SATURATED,
        NOT_MEASURED
    }

    static PointResult of(SweepPlan plan, Point point, List<SweepRun> all) {
        List<SweepRun> runs = all.stream()
                .filter(run -> run.cell().point().equals(point))
                .sorted(Comparator.comparingInt(run -> run.cell().repeat()))
                .toList();
        NavigableMap<Integer, Reading> readings = new TreeMap<>();
        runs.forEach(run -> readings.put(run.cell().repeat(), Reading.of(plan, run)));
        return new PointResult(point, readings, runs, plan.repeats());
    }

    /** Returns the value of the first axis as a number. */
    public double at() {
        return Axis.number(point.first());
    }

    /** Returns how many runs show this. */
    public int count(Reading.Kind kind) {
        return (int) readings.values().stream()
                .filter(reading -> reading.kind() == kind)
                .count();
    }

    /** Returns the result. */
    public Standing standing() {
        int held = count(Reading.Kind.HELD);
        int missed = count(Reading.Kind.MISSED);
        if (2 * held > planned) {
            return Standing.HELD;
        } else if (2 * missed >= planned) {
            return Standing.MISSED;
        } else if (held + missed > 0) {
            return Standing.UNDECIDED;
        } else if (count(Reading.Kind.NO_RATE) > 0) {
            return Standing.NO_RATE;
        } else if (count(Reading.Kind.AT_LEAST) > 0) {
            return Standing.AT_LEAST;
        } else if (count(Reading.Kind.MEASURED) > 0) {
            return Standing.MEASURED;
        }
        return count(Reading.Kind.SATURATED) > 0 ? Standing.SATURATED : Standing.NOT_MEASURED;
    }

    /** Returns the figures that count, by the number of the repeat; none if the point is not measured. */
    public NavigableMap<Integer, Double> values() {
        NavigableMap<Integer, Double> values = new TreeMap<>();
        if (standing() == Standing.MEASURED) {
            readings.forEach((repeat, reading) -> {
                if (reading.kind() == Reading.Kind.MEASURED) {
                    values.put(repeat, reading.value().orElseThrow());
                }
            });
        }
        return values;
    }

    /**
     * Returns the figures that count as measurements at this place of the axis; empty if none counts. A capacity may be
     * as large as the lowest rate that missed the limits.
     */
    Optional<MeasuredPoint> measured() {
        NavigableMap<Integer, Double> values = values();
        NavigableMap<Integer, Double> upTo = new TreeMap<>(values);
        for (SweepRun run : runs) {
            run.trial()
                    .flatMap(trial -> trial.value(Metric.RATE_BROKEN, MetricScope.trial()))
                    .ifPresent(rate ->
                            upTo.computeIfPresent(run.cell().repeat(), (repeat, value) -> Math.max(value, rate)));
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new MeasuredPoint(at(), List.copyOf(values.values()), List.copyOf(upTo.values())));
    }

    /** Returns the median of the figures that count, with its interval. */
    public Optional<Median> median() {
        double[] values =
                values().values().stream().mapToDouble(Double::doubleValue).toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Median.of(values, CONFIDENCE));
    }

    /** Returns the lowest figure of a run; only of a point whose result is at least that. */
    public Optional<Double> atLeast() {
        return standing() == Standing.AT_LEAST
                ? readings.values().stream()
                        .filter(reading ->
                                reading.kind() == Reading.Kind.AT_LEAST || reading.kind() == Reading.Kind.MEASURED)
                        .flatMap(reading -> reading.value().stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Returns the figures of a process by repeat, of the runs that count. */
    public NavigableMap<Integer, Double> ofProcess(String metric, String process) {
        NavigableMap<Integer, Double> values = new TreeMap<>();
        for (SweepRun run : runs) {
            run.trial()
                    .flatMap(trial -> trial.value(metric, MetricScope.process(process)))
                    .ifPresent(value -> values.put(run.cell().repeat(), value));
        }
        return values;
    }

    /** Returns the median of a figure of a process; empty if it was not measured. */
    public Optional<Double> medianOfProcess(String metric, String process) {
        return median(ofProcess(metric, process).values().stream());
    }

    /**
     * Returns the median share of the machine's processors that were busy, of a search at the rate that missed the
     * limits; empty if it was not measured.
     */
    public Optional<Double> busy() {
        return median(counted((run, trial) -> new HoldUsage(run, trial).busy()).flatMap(Optional::stream));
    }

    private static Optional<Double> median(Stream<Double> values) {
        double[] all = values.mapToDouble(Double::doubleValue).toArray();
        return all.length == 0 ? Optional.empty() : Optional.of(Median.of(all));
    }

    /** Returns what limited most of the runs that count, of a search at that rate; empty if none counts. */
    public Optional<Bottleneck.Limit> limitedBy() {
        Map<Bottleneck.Limit, Long> counts = counted(
                        (run, trial) -> Bottleneck.of(run, trial).limit())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private interface OfTrial<T> {
        T of(Run run, Trial trial);
    }

    private <T> Stream<T> counted(OfTrial<T> figure) {
        return runs.stream()
                .flatMap(run -> run.trial().stream()
                        .map(trial -> figure.of(
                                run.run().orElseThrow(), SearchEnd.of(run.run().orElseThrow(), trial))));
    }
}
