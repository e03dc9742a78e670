package timerbench.harness.load.live;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import timerbench.address.Address;
import timerbench.settings.Settings;

/**
 * The {@code live} block of the settings; {@code reference.conf} describes each.
 *
 * @param port empty: no endpoint; 0: any free port
 * @param otlp the URL of a collector; empty: none
 */
public record LiveSettings(String port, String host, Duration linger, String otlp) {
    private static final int LARGEST_PORT = 65_535;

    /** Where a collector takes metrics, as OpenTelemetry's specification of OTLP has it. */
    private static final String OTLP_PATH = "/v1/metrics";

    /** The name of the block. */
    private static final String BLOCK = "live";

    public LiveSettings {
        if (!port.isEmpty() && (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LARGEST_PORT)) {
            throw new IllegalArgumentException("port must be 0 to 65535, or empty, was \"" + port + "\"");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be an address of this machine, was empty");
        }
        if (!otlp.isEmpty() && !Address.isHttp(Address.withoutSecret(otlp))) {
            throw new IllegalArgumentException(
                    "otlp: got \"" + otlp + "\", wanted the URL of a collector such as http://127.0.0.1:4318");
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

    /** Returns where to push metrics to; empty if they are not to be pushed. A URL without a path gets the usual one. */
    public Optional<URI> pushTo() {
        if (otlp.isEmpty()) {
            return Optional.empty();
        }
        URI url = URI.create(otlp);
        return Optional.of(url.getPath().matches("/?") ? url.resolve(OTLP_PATH) : url);
    }
}
