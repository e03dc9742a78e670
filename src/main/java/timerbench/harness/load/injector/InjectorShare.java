package timerbench.harness.load.injector;

import java.util.Map;
import java.util.TreeMap;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.settings.Settings;

/** What an engine gives each injector beside the settings of the launch. */
final class InjectorShare {
    /** The variable of the environment that holds the token of the target. */
    static final String TOKEN = "API_TOKEN";

    private InjectorShare() {}

    /**
     * Returns the settings of one injector by full names: those of the launch and its own.
     *
     * @param folder of its files, as the injector sees it
     */
    static Map<String, String> settings(Launch launch, int index, String folder) {
        Map<String, String> settings = new TreeMap<>(launch.settings());
        settings.putAll(Settings.byKey(Map.of(
                "injector.index",
                Integer.toString(index),
                "injector.count",
                Integer.toString(launch.count()),
                "injector.folder",
                folder,
                // An injector shares its load with nobody, whatever gatling.conf wants.
                "injectors.count",
                "1")));
        return settings;
    }
}
