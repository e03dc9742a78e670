package timerbench.harness.judge.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What both rounds show of one metric.
 *
 * @param first in the direction in which it moved
 * @param confirmation in the same direction; present just if the first round shows a change
 */
record MetricCase(GateMetric metric, TestedMetric first, Optional<TestedMetric> confirmation) {
    MetricCase {
        if (confirmation.isPresent() != first.isShown()) {
            throw new IllegalArgumentException(
                    metric.name() + ": what the first round shows, and no other, is confirmed");
        }
    }

    boolean isConfirmed() {
        return confirmation.map(TestedMetric::isShown).orElse(false);
    }

    Conclusion conclusion() {
        if (isConfirmed()) {
            return first.direction();
        }
        boolean canDecide =
                first.canDecide() && confirmation.map(TestedMetric::canDecide).orElse(true);
        return canDecide ? Conclusion.UNCHANGED : Conclusion.UNDECIDED;
    }

    /** Returns the tests in the order of the rounds. */
    List<TestedMetric> tests() {
        return Stream.concat(Stream.of(first), confirmation.stream()).toList();
    }
}
