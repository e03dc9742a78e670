package timerbench.harness.load.live;

import java.time.Duration;
import java.util.OptionalInt;
import timerbench.settings.Settings;

/**
 * The {@code live} block of the settings; {@code reference.conf} describes each.
 *
 * @param port empty: no endpoint; 0: any free port
 */
public record LiveSettings(String port, String host, Duration linger) {
    private static final int LARGEST_PORT = 65_535;

    /** The name of the block. */
    private static final String BLOCK = "live";

    public LiveSettings {
        if (!port.isEmpty() && (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LARGEST_PORT)) {
            throw new IllegalArgumentException("port must be 0 to 65535, or empty, was \"" + port + "\"");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be an address of this machine, was empty");
        }
    }

    /**
     * Returns the settings that are given.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static LiveSettings of(Settings settings) {
        return settings.read(BLOCK, LiveSettings.class);
    }

    /** Returns the port to listen on, 0 for any; empty if there is to be no endpoint. */
    OptionalInt listenOn() {
        return port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }
}
