package timerbench.harness.judge.scaling;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The least value of an axis at which a rate holds.
 *
 * @param least absent if the rate held at no value
 * @param missedAbove larger values at which it was missed: the answer is not monotonic
 * @param unknownBelow smaller values of which nothing is known: the least may be one of them
 */
public record Demand(Optional<String> least, List<String> missedAbove, List<String> unknownBelow) {
    /** Copies the lists. */
    public Demand {
        missedAbove = List.copyOf(missedAbove);
        unknownBelow = List.copyOf(unknownBelow);
    }

    static Demand of(List<PointResult> points) {
        List<PointResult> sorted = points.stream()
                .sorted(Comparator.comparingDouble(PointResult::at))
                .toList();
        double least = sorted.stream()
                .filter(point -> point.standing() == PointResult.Standing.HELD)
                .mapToDouble(PointResult::at)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
        return new Demand(
                values(sorted, point -> point.at() == least).stream().findFirst(),
                values(sorted, point -> point.at() > least && point.standing() == PointResult.Standing.MISSED),
                values(sorted, point -> point.at() < least && point.standing() != PointResult.Standing.MISSED));
    }

    private static List<String> values(List<PointResult> sorted, Predicate<PointResult> which) {
        return sorted.stream().filter(which).map(point -> point.point().first()).toList();
    }
}
