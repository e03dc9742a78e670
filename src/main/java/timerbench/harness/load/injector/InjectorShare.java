package timerbench.harness.load.injector;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.settings.Settings;

/** What an engine gives each injector beside the settings of the launch. */
final class InjectorShare {
    /** The variable of the environment that holds the token of the target. */
    static final String TOKEN = "API_TOKEN";

    /** The parts of an address before, in and after its port; the host may be an IPv6 address in brackets. */
    private static final Pattern PORT = Pattern.compile("(\\w+://(?:\\[[^]]*]|[^:/]*):)(\\d+)(.*)");

    private InjectorShare() {}

    /**
     * Returns the settings of one injector by full names: those of the launch and its own.
     *
     * @param folder of its files, as the injector sees it
     */
    static Map<String, String> settings(Launch launch, int index, String folder) {
        Map<String, String> settings = new TreeMap<>(launch.settings());
        settings.putAll(Settings.byKey(Map.of(
                "injector.index", Integer.toString(index),
                "injector.count", Integer.toString(launch.count()),
                "injector.folder", folder,
                // An injector shares its load with nobody, whatever gatling.conf wants.
                "injectors.count", "1")));
        return settings;
    }

    /**
     * Returns the settings by full names with which the receivers of injectors on one machine do not meet: each
     * listens at the port after that of the one before.
     */
    static Map<String, String> receiver(ReceiverSettings first, int index) {
        if (first.port() == 0) {
            return Map.of();
        }
        Map<String, String> settings = new TreeMap<>(Map.of("receiver.port", Integer.toString(first.port() + index)));
        next(first.advertise(), index).ifPresent(address -> settings.put("receiver.advertise", address));
        return Settings.byKey(settings);
    }

    /** Returns the address at a port that comes so much later; empty for an address without a port. */
    private static Optional<String> next(String address, int later) {
        Matcher port = PORT.matcher(address);
        return port.matches()
                ? Optional.of(port.group(1) + (Integer.parseInt(port.group(2)) + later) + port.group(3))
                : Optional.empty();
    }
}
