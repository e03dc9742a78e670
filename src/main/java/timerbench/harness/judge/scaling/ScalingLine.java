package timerbench.harness.judge.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.run.Metric;
import timerbench.harness.stats.Amdahl;
import timerbench.harness.stats.LinearFit;
import timerbench.harness.stats.MeasuredPoint;
import timerbench.harness.stats.Scaling;
import timerbench.harness.stats.Usl;

/**
 * The points along the first axis of a sweep, and what they show together.
 *
 * @param second the value of the second axis; empty if there is none
 * @param points in the order in which the axis has them
 * @param scaling of each measured point, compared with the measured point of the smallest value, in their order
 * @param usl absent if the axis is not one of resources, or there are too few points
 * @param amdahl absent likewise, and if the throughput falls
 */
public record ScalingLine(
        Axis axis,
        Optional<String> second,
        List<PointResult> points,
        List<Scaling> scaling,
        Optional<Usl> usl,
        Optional<Amdahl> amdahl) {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    /** Copies the lists. */
    public ScalingLine {
        points = List.copyOf(points);
        scaling = List.copyOf(scaling);
    }

    static ScalingLine of(SweepPlan plan, Optional<String> second, List<SweepRun> runs) {
        List<PointResult> points = plan.points().stream()
                .filter(point -> point.second().equals(second))
                .map(point -> PointResult.of(plan, point, runs))
                .toList();
        List<MeasuredPoint> measured = measured(points);
        boolean isOfResources = plan.axis().isOfResources();
        List<Scaling> scaling = measured.isEmpty() ? List.of() : Scaling.of(measured, PointResult.CONFIDENCE);
        return new ScalingLine(
                plan.axis(),
                second,
                points,
                scaling,
                isOfResources ? Usl.of(measured, plan.seed()) : Optional.empty(),
                isOfResources && !falls(scaling) ? Amdahl.of(measured, plan.seed()) : Optional.empty());
    }

    /** Returns whether a point is shown to be below the first one, which no share of Amdahl's law explains. */
    private static boolean falls(List<Scaling> scaling) {
        return scaling.stream()
                .flatMap(each -> each.speedUp().stream())
                .flatMap(ratio -> ratio.interval().stream())
                .anyMatch(interval -> interval.high() < 1);
    }

    private static List<MeasuredPoint> measured(List<PointResult> points) {
        return points.stream().flatMap(point -> point.measured().stream()).toList();
    }

    /** Returns why there is no fit of the Universal Scalability Law; empty if there is one or none is wanted. */
    public Optional<String> uslRefusal() {
        return axis.isOfResources() ? Usl.refusal(measured(points)) : Optional.empty();
    }

    /** Returns why there is no fit of Amdahl's law; empty if there is one or none is wanted. */
    public Optional<String> amdahlRefusal() {
        if (!axis.isOfResources()) {
            return Optional.empty();
        }
        return falls(scaling)
                ? Optional.of("Amdahl's law does not describe a throughput that falls")
                : Amdahl.refusal(measured(points));
    }

    /** Returns the scaling of a point; empty if it is not measured. */
    public Optional<Scaling> scaling(PointResult point) {
        return scaling.stream().filter(known -> known.at() == point.at()).findFirst();
    }

    /** Returns the measured point of the smallest value. */
    public Optional<PointResult> first() {
        return scaling.isEmpty() ? Optional.empty() : at(scaling.get(0));
    }

    /** Returns the measured point of the largest value; empty if it is the first one. */
    public Optional<PointResult> last() {
        return scaling.size() < 2 ? Optional.empty() : at(scaling.get(scaling.size() - 1));
    }

    private Optional<PointResult> at(Scaling known) {
        return points.stream().filter(point -> point.at() == known.at()).findFirst();
    }

    /**
     * Returns the line through the memory of a process over the axis of waiting timers, in bytes and bytes per timer;
     * empty for another axis, and if it was not measured at enough points. Runs with a saturated generator are left
     * out.
     */
    public Optional<LinearFit> memory(String process) {
        if (axis.kind() != Axis.Kind.PENDING) {
            return Optional.empty();
        }
        List<MeasuredPoint> measured = new ArrayList<>();
        for (PointResult point : points) {
            NavigableMap<Integer, Double> megabytes = new TreeMap<>(point.ofProcess(Metric.MEMORY, process));
            point.readings().forEach((repeat, reading) -> {
                if (reading.kind() == Reading.Kind.SATURATED) {
                    megabytes.remove(repeat);
                }
            });
            if (!megabytes.isEmpty()) {
                measured.add(new MeasuredPoint(
                        point.at(),
                        megabytes.values().stream()
                                .map(each -> each * BYTES_PER_MEGABYTE)
                                .toList()));
            }
        }
        return LinearFit.of(measured, PointResult.CONFIDENCE);
    }

    /** Returns the answer of a demand. */
    public Demand demand() {
        return Demand.of(points);
    }
}
