package timerbench.harness.load;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import timerbench.settings.Settings;

/**
 * The settings of a simulation that runs in this process. Gatling creates the simulation itself and hands it nothing,
 * so this is the one place where settings are not passed as an argument.
 */
public final class SimulationSettings {
    private static volatile @Nullable Settings given;

    private SimulationSettings() {}

    /** Sets the settings of the simulations that Gatling creates from now on. */
    public static void give(Settings settings) {
        given = settings;
    }

    /**
     * Returns the settings that were given, or else those of this process.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    static Settings get() {
        Optional<SimulationCheck> check = SimulationCheck.running();
        Settings settings = check.isPresent() ? check.get().settings() : given;
        return settings == null ? Settings.load() : settings;
    }
}
