package timerbench.harness.judge.scaling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The runs that a sweep is to make.
 *
 * @param measure what is measured at each point
 * @param what the operation of a throughput, or the rate of a demand
 * @param axes one, or two that make a grid
 * @param repeats the number of runs of each point, at least one
 * @param seed of the order of runs
 */
public record SweepPlan(Measure measure, What what, List<Axis> axes, int repeats, long seed) {
    /**
     * What is measured more exactly.
     *
     * @param operation of the stress simulation; only for a throughput
     * @param rate that is to hold, in timers per second; only for a demand
     */
    public record What(Optional<String> operation, Optional<Double> rate) {
        /** Stands for a capacity, which needs neither. */
        public static final What NOTHING = new What(Optional.empty(), Optional.empty());

        /** Returns the operation of a throughput. */
        public static What operation(String word) {
            return new What(Optional.of(word), Optional.empty());
        }

        /** Returns the rate of a demand. */
        public static What rate(double perSecond) {
            return new What(Optional.empty(), Optional.of(perSecond));
        }
    }

    /** Checks that the parts go together. */
    public SweepPlan {
        axes = List.copyOf(axes);
        require(
                axes.size() == 1 || axes.size() == 2,
                "wanted one axis, or two that make a grid; there are " + axes.size());
        require(
                axes.size() == 1 || !axes.get(0).setting().equals(axes.get(1).setting()),
                "both axes are " + axes.get(0).name());
        require(repeats >= 1, "repeats must be at least 1, were " + repeats);
        require(
                (measure == Measure.THROUGHPUT) == what.operation().isPresent(),
                "an operation goes with throughput, and with nothing else");
        require(
                (measure == Measure.DEMAND) == what.rate().isPresent(),
                "a rate goes with demand, and with nothing else");
        require(
                what.rate().map(rate -> rate > 0 && Double.isFinite(rate)).orElse(true),
                "the rate must be above 0, was " + what.rate().orElse(0.0));
        require(measure != Measure.DEMAND || axes.size() == 1, "demand is the least value of one axis, there are two");
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Returns the points, the first axis fastest. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (Optional<String> second : seconds()) {
            for (String first : axis().values()) {
                points.add(new Point(second.map(value -> List.of(first, value)).orElse(List.of(first))));
            }
        }
        return points;
    }

    /** Returns the values of the second axis; one that is empty if there is none. */
    public List<Optional<String>> seconds() {
        return axes.size() == 1
                ? List.of(Optional.empty())
                : axes.get(1).values().stream().map(Optional::of).toList();
    }

    /** Returns the first axis, along which figures are compared. */
    public Axis axis() {
        return axes.get(0);
    }

    /**
     * Returns the runs in the order in which to make them. One repeat follows the other; the order within each is
     * drawn anew.
     */
    public List<Cell> order() {
        Random random = new Random(seed);
        List<Cell> order = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            List<Point> points = new ArrayList<>(points());
            Collections.shuffle(points, random);
            for (Point point : points) {
                order.add(new Cell(point, repeat));
            }
        }
        return order;
    }

    /** Returns a run's name for people. */
    public String text(Cell cell) {
        return cell.point().text(axes) + ", repeat " + cell.repeat();
    }

    /**
     * One run of a sweep.
     *
     * @param repeat from 1
     */
    public record Cell(Point point, int repeat) {
        /** Returns the folder of the results, within the folder of the sweep. */
        public String folder() {
            return String.join("-", point.values()) + "-" + repeat;
        }
    }
}
