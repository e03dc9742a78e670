package timerbench.harness.targets;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import timerbench.address.HostPort;
import timerbench.harness.targets.dialect.Dialect;

/**
 * The parameters for starting an instance of a service other than the reference service.
 *
 * @param port the port that it must listen on, on loopback
 * @param variables further variables of its environment, which may be secrets
 * @param dialect the dialect that it speaks, which contains the check of its readiness
 * @param timeout the longest time for the start
 */
record ForeignStart(int port, Map<String, String> variables, Dialect dialect, Duration timeout) {
    private static final String LOOPBACK = "127.0.0.1";

    /** Returns the same start with another longest time. */
    ForeignStart within(Duration patience) {
        return new ForeignStart(port, variables, dialect, patience);
    }

    String url() {
        return new HostPort(LOOPBACK, port).http();
    }

    ServiceProbe probe() {
        return new ServiceProbe(url(), dialect, Target.tokenOfEnvironment());
    }

    /** Returns all variables that are added to its environment. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOST", LOOPBACK);
        environment.put("PORT", Integer.toString(port));
        environment.put("SERVER_PORT", Integer.toString(port));
        // A container does not inherit the environment of this process.
        Target.tokenOfEnvironment().ifPresent(token -> environment.put("API_TOKEN", token));
        return environment;
    }
}
