package timerbench.harness.targets;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import timerbench.address.HostPort;
import timerbench.harness.targets.dialect.Dialect;

/**
 * What there is to know to start an instance of a service that is not the reference service.
 *
 * @param port that it is to listen on, on loopback
 * @param variables of its environment besides; they may be secrets
 * @param dialect that it speaks, which says how it is known to be ready
 * @param timeout for its start
 */
record ForeignStart(int port, Map<String, String> variables, Dialect dialect, Duration timeout) {
    private static final String LOOPBACK = "127.0.0.1";

    String url() {
        return new HostPort(LOOPBACK, port).http();
    }

    Probe probe() {
        return new Probe(url(), dialect, Target.tokenOfEnvironment());
    }

    /** Returns all that its environment tells it. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOST", LOOPBACK);
        environment.put("PORT", Integer.toString(port));
        environment.put("SERVER_PORT", Integer.toString(port));
        // A container has nothing of this process's environment.
        Target.tokenOfEnvironment().ifPresent(token -> environment.put("API_TOKEN", token));
        return environment;
    }
}
