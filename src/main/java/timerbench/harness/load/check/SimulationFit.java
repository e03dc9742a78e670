package timerbench.harness.load.check;

import java.util.List;

/**
 * How a simulation gets on with a dialect.
 *
 * @param missing what it needs and the dialect does not have; empty if it can be run
 * @param leftOut what it does without, each with the reason
 */
public record SimulationFit(String simulation, List<String> missing, List<String> leftOut) {
    public SimulationFit {
        missing = List.copyOf(missing);
        leftOut = List.copyOf(leftOut);
    }
}
