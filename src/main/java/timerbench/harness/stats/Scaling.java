package timerbench.harness.stats;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The throughput at a value of an axis compared with that at the smallest value.
 *
 * <p>Speed-up is the ratio of the geometric means of the repeats, with the interval of {@link MeanRatio}. Where values
 * are not exact, it is wider by as much as they may be off together, in the same direction. Efficiency
 * is the speed-up divided by how many times the value of the axis is larger. Intervals hold for each point alone.
 *
 * @param speedUp absent if a repeat of either point is not above 0; 1 without interval at the smallest value
 * @param efficiency absent if speed-up is, or if the smallest value of the axis is not above 0
 */
public record Scaling(double at, Optional<MeanRatio> speedUp, Optional<MeanRatio> efficiency) {

    /**
     * Returns the scaling of each point, in the order of the axis.
     *
     * @param points in any order, all at different values
     * @param confidence how often an interval contains the true ratio: 0.95 for 95 %
     */
    public static List<Scaling> of(List<MeasuredPoint> points, double confidence) {
        List<MeasuredPoint> sorted = points.stream()
                .sorted(Comparator.comparingDouble(MeasuredPoint::at))
                .toList();
        return sorted.stream()
                .map(point -> of(point, sorted.get(0), confidence))
                .toList();
    }

    private static Scaling of(MeasuredPoint point, MeasuredPoint first, double confidence) {
        Optional<MeanRatio> speedUp = MeanRatio.of(point.values(), first.values(), confidence)
                .map(ratio -> point.equals(first)
                        ? new MeanRatio(1, Optional.empty())
                        : new MeanRatio(ratio.ratio(), interval(ratio, point, first, confidence)));
        return new Scaling(
                point.at(),
                speedUp,
                speedUp.filter(ratio -> first.at() > 0).map(ratio -> times(ratio, first.at() / point.at())));
    }

    private static Optional<Interval> interval(
            MeanRatio ratio, MeasuredPoint point, MeasuredPoint first, double confidence) {
        double off = (point.logWidth() + first.logWidth()) / 2;
        Optional<Interval> alike =
                off > 0 && point.repeats().size() > 1 && first.repeats().size() > 1
                        ? Optional.of(new Interval(ratio.ratio(), ratio.ratio(), confidence))
                        : Optional.empty();
        return ratio.interval()
                .or(() -> alike)
                .map(of -> new Interval(of.low() * Math.exp(-off), of.high() * Math.exp(off), confidence));
    }

    private static MeanRatio times(MeanRatio ratio, double factor) {
        return new MeanRatio(
                ratio.ratio() * factor,
                ratio.interval().map(of -> new Interval(of.low() * factor, of.high() * factor, of.confidence())));
    }
}
