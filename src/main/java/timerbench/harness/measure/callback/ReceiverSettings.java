package timerbench.harness.measure.callback;

import java.time.Duration;
import java.util.Set;
import timerbench.address.Address;
import timerbench.address.HostPort;

/**
 * The {@code receiver} block of the settings.
 *
 * @param port 0 for any free port
 * @param advertise the address at which a target on another host reaches the receiver; empty if it is host and port
 */
public record ReceiverSettings(String host, int port, String advertise, Probe probe) {
    /**
     * The timer that checks before a load whether callbacks arrive.
     *
     * @param dueIn how far ahead it is due, unless the service wants more
     * @param timeout how long to wait for its callback, from when the service should call
     */
    public record Probe(Duration dueIn, Duration timeout) {
        /** The defaults. */
        public static final Probe USUAL = new Probe(Duration.ofMillis(50), Duration.ofSeconds(10));

        public Probe {
            if (dueIn.isNegative() || timeout.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "probe: dueIn must be at least 0s and timeout above it, were " + dueIn + " and " + timeout);
            }
        }
    }

    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");

    public ReceiverSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
        if (advertise.isEmpty() && ANY.contains(host)) {
            throw new IllegalArgumentException(
                    "host " + host + " is not an address to send to; set advertise, such as http://10.0.0.5:9000");
        }
        var unused = Address.withoutSecret(advertise);
        if (!advertise.isEmpty() && !Address.isHttp(advertise)) {
            throw new IllegalArgumentException(
                    "advertise: got \"" + advertise + "\", wanted an address such as http://10.0.0.5:9000");
        }
    }

    /**
     * Returns the settings of a receiver behind something that listens in its place. Timers' URLs stay the same.
     *
     * @param actualPort the port that callbacks are sent to
     */
    public ReceiverSettings behind(int actualPort) {
        return new ReceiverSettings("127.0.0.1", 0, address(actualPort), probe);
    }

    /** Returns the address at the start of timers' URLs. */
    String address(int actualPort) {
        return advertise.isEmpty() ? new HostPort(host, actualPort).http() : advertise.replaceFirst("/+$", "");
    }
}
