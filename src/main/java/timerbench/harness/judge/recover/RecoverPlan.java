package timerbench.harness.judge.recover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The runs that a recovery experiment is to make: each fault in each repeat, one fault per run.
 *
 * @param faults in the order in which they are shown
 * @param repeats the number of runs of each fault, at least one
 * @param seed of the order of runs
 */
public record RecoverPlan(List<PlannedFault> faults, int repeats, long seed) {
    public RecoverPlan {
        faults = List.copyOf(faults);
        List<String> names = faults.stream().map(PlannedFault::name).toList();
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "wanted at least one fault and none twice, got " + String.join(", ", names));
        }
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats must be at least 1, were " + repeats);
        }
    }

    /**
     * Returns the runs in the order in which to make them. One repeat follows the other, so that a drift over hours
     * affects all faults alike. The order within each repeat is drawn anew.
     */
    public List<Cell> order() {
        Random random = new Random(seed);
        List<Cell> order = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < faults.size(); i++) {
                cells.add(new Cell(faults.get(i), i + 1, repeat));
            }
            Collections.shuffle(cells, random);
            order.addAll(cells);
        }
        return order;
    }

    /**
     * A fault of the plan.
     *
     * @param name the short form that a command line takes, such as {@code kill:service@0s}
     * @param text for people, such as {@code kill service, started again at once}
     * @param settings that make a run one with this fault, by their full names
     */
    public record PlannedFault(String name, String text, Map<String, String> settings) {
        public PlannedFault {
            if (name.isBlank() || text.isBlank()) {
                throw new IllegalArgumentException("a fault needs a name and a text, got \"" + name + "\"");
            }
            settings = Map.copyOf(settings);
        }
    }

    /**
     * One run of the plan.
     *
     * @param number of the fault in the plan, from 1
     * @param repeat from 1
     */
    public record Cell(PlannedFault fault, int number, int repeat) {
        private static final int LONGEST_NAME = 40;

        /** Returns the folder of the results, within the folder of the experiment. Its characters need no quoting. */
        public String folder() {
            String name = fault.name().replaceAll("[^A-Za-z0-9._]+", "-");
            return number + "-" + name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + repeat;
        }

        /** Returns the run's name for people. */
        public String text() {
            return fault.text() + ", repeat " + repeat;
        }
    }
}
