package timerbench.harness.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import timerbench.settings.Settings;

/**
 * How the reference service is run, wherever its JVM is.
 *
 * @param code that it runs
 * @param jvmArgs arguments of the JVM itself
 * @param settings all that are set, by their full names
 * @param environment variables, which may be secrets, put over those of this process
 */
public record ServiceJvm(
        ServiceCode code, List<String> jvmArgs, Map<String, String> settings, Map<String, String> environment) {
    private static final String HOST = Settings.key("service.host");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String MAIN = "timerbench.service.ServiceMain";

    public ServiceJvm {
        // Anybody on this machine can read a command line.
        settings.forEach(Settings::requireNoSecret);
        jvmArgs = List.copyOf(jvmArgs);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** A JVM that runs the code of this process. */
    public ServiceJvm(List<String> jvmArgs, Map<String, String> settings, Map<String, String> environment) {
        this(ServiceCode.own(), jvmArgs, settings, environment);
    }

    /** Returns a host under which it can be called from this machine. */
    String host() {
        String host = settings.getOrDefault(HOST, LOOPBACK);
        return switch (host) {
            case "0.0.0.0" -> LOOPBACK;
            case "::", "[::]" -> "::1";
            default -> host;
        };
    }

    /**
     * Returns what {@code java} is called with; no secrets.
     *
     * @param classPath where the code is for that JVM
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
