package timerbench.harness.judge.scaling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A point of a sweep.
 *
 * @param values one of each axis, in their order
 */
public record Point(List<String> values) {
    /** Copies the values. */
    public Point {
        values = List.copyOf(values);
    }

    /** Returns the value of the first axis. */
    public String first() {
        return values.get(0);
    }

    /** Returns the value of the second axis; empty if there is none. */
    public Optional<String> second() {
        return values.size() > 1 ? Optional.of(values.get(1)) : Optional.empty();
    }

    /** Returns the point for people, such as {@code instances 2, pending 1000}. */
    public String text(List<Axis> axes) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> axes.get(i).name() + " " + values.get(i))
                .collect(Collectors.joining(", "));
    }
}
