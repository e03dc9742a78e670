package timerbench.harness.load;

import java.nio.file.Path;
import timerbench.harness.load.injector.InjectorContainers;
import timerbench.harness.load.injector.InjectorEngine;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.load.injector.ProcessEngine;
import timerbench.harness.load.injector.kubernetes.KubernetesEngine;
import timerbench.settings.Settings;

/** Chooses where injectors run. */
final class InjectorEngines {
    private InjectorEngines() {}

    /**
     * Returns the engine of the settings, which starts nothing yet.
     *
     * @param folder for what injectors leave on this machine
     * @throws timerbench.settings.SettingsException if a setting of the engine is wrong
     */
    static InjectorEngine of(Settings settings, Path folder) {
        return switch (InjectorSettings.of(settings).on()) {
            case PROCESSES -> ProcessEngine.of(settings, folder);
            case DOCKER -> InjectorContainers.of(settings, folder);
            case KUBERNETES -> KubernetesEngine.of(settings, folder);
        };
    }
}
