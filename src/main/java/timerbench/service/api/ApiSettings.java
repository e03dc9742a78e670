package timerbench.service.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import timerbench.address.HostPort;
import timerbench.service.timer.Dialect;

/**
 * The settings of the API.
 *
 * @param port 0 for any free one
 * @param dialect the paths and field names of the operations on timers
 * @param token the token that requests must carry; empty: none is required. Never logged
 * @param bodyLimit the most bytes a request body may have
 * @param connections the most open connections; requests on further ones are refused, and the connections closed
 * @param requestTimeout how long a request may take to arrive after its head
 * @param idleTimeout how long a connection may be without traffic, or without a request
 */
public record ApiSettings(
        String host,
        int port,
        Dialect dialect,
        Optional<String> token,
        int eventLoops,
        int bodyLimit,
        int connections,
        Duration requestTimeout,
        Duration idleTimeout) {
    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
        requireNonNull(dialect, "dialect");
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops must be at least 1, was " + eventLoops);
        }
        if (bodyLimit < 1) {
            throw new IllegalArgumentException("bodyLimit must be at least 1, was " + bodyLimit);
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1, was " + connections);
        }
        if (requestTimeout.toMillis() < 1 || idleTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("requestTimeout and idleTimeout must be at least 1ms, were "
                    + requestTimeout + " and " + idleTimeout);
        }
    }

    @Override
    public String toString() {
        return new HostPort(host, port).toString();
    }
}
