package timerbench.harness.load.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import timerbench.harness.targets.fault.Fault;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * The faults that the settings plan for a load of any simulation.
 *
 * @param faults in the order in which they are given
 */
public record FaultPlan(List<PlannedFault> faults) {
    /** No faults. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    private static final String NAME = "faults";

    /** @throws SettingsException if two faults would disturb the same thing at once */
    public FaultPlan {
        faults = List.copyOf(faults);
        List<PlannedFault> ordered =
                faults.stream().sorted(Comparator.comparing(PlannedFault::at)).toList();
        for (int i = 0; i < ordered.size(); i++) {
            for (PlannedFault later : ordered.subList(i + 1, ordered.size())) {
                if (ordered.get(i).collidesWith(later)) {
                    throw wrong(
                            faults,
                            faults.lastIndexOf(later),
                            "disturbs " + later.fault().on() + " while \""
                                    + ordered.get(i).text() + "\" does; choose another instant");
                }
            }
        }
    }

    /**
     * Returns the plan of the setting {@code timerbench.faults}.
     *
     * @throws SettingsException if a fault is wrong; the message says which, and what is wanted
     */
    public static FaultPlan of(Settings settings) {
        return new FaultPlan(settings.readList(NAME, PlannedFault.Entry.class).stream()
                .map(PlannedFault.Entry::planned)
                .toList());
    }

    /**
     * Checks that every fault begins during the load.
     *
     * @param load how long it takes after its warm-up, at most
     * @throws SettingsException if one does not
     */
    public void requireWithin(Duration load) {
        IntStream.range(0, faults.size())
                .filter(i -> faults.get(i).at().compareTo(load) >= 0)
                .findFirst()
                .ifPresent(i -> {
                    throw wrong(
                            faults,
                            i,
                            "at: the load ends " + Fault.text(load)
                                    + " after its warm-up; choose an earlier instant, or a longer load");
                });
    }

    /**
     * Checks each fault.
     *
     * @throws SettingsException if the check does; the message names the fault
     */
    public void check(Consumer<Fault> check) {
        for (int i = 0; i < faults.size(); i++) {
            try {
                check.accept(faults.get(i).fault());
            } catch (SettingsException e) {
                throw wrong(faults, i, e.getMessage());
            }
        }
    }

    private static SettingsException wrong(List<PlannedFault> faults, int number, String why) {
        return new SettingsException(
                Settings.key(NAME) + "[" + number + "]: " + faults.get(number).text() + ": " + why);
    }
}
