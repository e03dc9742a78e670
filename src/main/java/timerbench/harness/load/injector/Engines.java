package timerbench.harness.load.injector;

import java.nio.file.Path;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The engines by their names in the settings. */
public final class Engines {
    private Engines() {}

    /**
     * Returns the engine of the settings.
     *
     * @param folder of the run, for what the engine leaves on this machine
     * @throws SettingsException if its settings are wrong
     */
    public static InjectorEngine of(Settings settings, Path folder) {
        return switch (InjectorSettings.of(settings).on()) {
            case PROCESSES -> ProcessEngine.of(settings, folder);
            case DOCKER -> InjectorContainers.of(settings, folder);
            case KUBERNETES -> throw new SettingsException("injectors.on = kubernetes: not there yet");
        };
    }
}
