package timerbench.harness.load;

import java.util.Map;
import java.util.Set;
import timerbench.settings.Settings;

/** The settings that make the load of a run, as {@code run.json} records them. Runs that differ in one are unlike. */
final class LoadSettings {
    /** The block of the timers of all simulations. */
    private static final String TIMERS = "timers";

    /** Settings of that block that change nothing of the load. */
    private static final Set<String> NO_LOAD = Set.of("timers.seed", "timers.callbackUrl");

    private LoadSettings() {}

    /**
     * Returns the settings of a simulation in the chosen profile, and those of the timers that differ from their
     * defaults.
     *
     * @param block the name of the simulation's block of settings
     */
    static Map<String, Object> of(Settings settings, String block) {
        Map<String, Object> values = settings.profiledValues(block);
        values.putAll(settings.changed(TIMERS));
        values.keySet().removeAll(NO_LOAD);
        return values;
    }
}
