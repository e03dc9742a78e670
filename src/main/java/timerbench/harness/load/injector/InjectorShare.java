package timerbench.harness.load.injector;

import java.util.Map;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** What an engine gives each injector beside the settings of the launch. */
final class InjectorShare {
    /** The variable of the environment that holds the token of the target. */
    static final String TOKEN = "API_TOKEN";

    private static final String PORT = "receiver.port";

    private InjectorShare() {}

    /**
     * Returns the settings of one injector by full names.
     *
     * @param folder of its files, as the injector sees it
     */
    static Map<String, String> settings(Launch launch, int index, String folder) {
        return Settings.byKey(Map.of(
                "injector.index", Integer.toString(index),
                "injector.count", Integer.toString(launch.count()),
                "injector.folder", folder,
                // An injector shares its load with nobody, whatever gatling.conf wants.
                "injectors.count", "1"));
    }

    /**
     * Checks that injectors which share a network do not all listen at one port.
     *
     * @throws SettingsException if they would
     */
    static void requireAnyPort(Settings settings) {
        String port = settings.text(PORT);
        if (!port.equals("0")) {
            throw new SettingsException(Settings.key(PORT) + ": got " + port
                    + ", wanted 0 (any free port): several injectors on one machine cannot share a port");
        }
    }
}
