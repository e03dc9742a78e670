package timerbench.harness.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import timerbench.settings.Settings;

/**
 * The JVM of the reference service, wherever it runs.
 *
 * @param code the code that it runs
 * @param jvmArgs arguments of the JVM itself
 * @param settings all settings, by their full names
 * @param environment variables, which may be secrets, that override those of this process
 */
public record ServiceJvm(
        ServiceCode code, List<String> jvmArgs, Map<String, String> settings, Map<String, String> environment) {
    private static final String HOST = Settings.key("service.host");
    private static final String PORT = Settings.key("service.port");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String MAIN = "timerbench.service.ServiceMain";

    public ServiceJvm {
        // Every user of this machine can read a command line.
        settings.forEach(Settings::requireNoSecret);
        jvmArgs = List.copyOf(jvmArgs);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** A JVM that runs the code of this process. */
    public ServiceJvm(List<String> jvmArgs, Map<String, String> settings, Map<String, String> environment) {
        this(ServiceCode.own(), jvmArgs, settings, environment);
    }

    /** Returns the same JVM, with a service that listens on this port. */
    ServiceJvm at(int port) {
        Map<String, String> moved = new TreeMap<>(settings);
        moved.put(PORT, Integer.toString(port));
        return new ServiceJvm(code, jvmArgs, moved, environment);
    }

    /** Returns a host at which this machine can reach the service. */
    String host() {
        String host = settings.getOrDefault(HOST, LOOPBACK);
        return switch (host) {
            case "0.0.0.0" -> LOOPBACK;
            case "::", "[::]" -> "::1";
            default -> host;
        };
    }

    /**
     * Returns the arguments of {@code java}, without secrets.
     *
     * @param classPath the class path as that JVM sees it
     */
    List<String> arguments(String classPath) {
        List<String> arguments = new ArrayList<>(jvmArgs);
        new TreeMap<>(settings).forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.addAll(List.of("-cp", classPath, MAIN));
        return arguments;
    }

    @Override
    public String toString() {
        return "java " + String.join(" ", jvmArgs) + " " + MAIN;
    }
}
