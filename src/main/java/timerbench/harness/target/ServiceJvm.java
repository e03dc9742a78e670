package timerbench.harness.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the reference service is run, wherever its JVM is.
 *
 * @param jvmArgs arguments of the JVM itself
 * @param settings put over those of this process, by their full names
 * @param environment variables, which may be secrets, put over those of this process
 */
public record ServiceJvm(List<String> jvmArgs, Map<String, String> settings, Map<String, String> environment) {
    private static final String MAIN = "timerbench.service.ServiceMain";

    public ServiceJvm {
        jvmArgs = List.copyOf(jvmArgs);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** Returns what {@code java} is called with; no secrets. */
    List<String> arguments(String classPath) {
        List<String> arguments = new ArrayList<>(jvmArgs);
        Map<String, String> all = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("timerbench."))
                .forEach(name -> all.put(name, System.getProperty(name)));
        all.putAll(settings);
        all.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.addAll(List.of("-cp", classPath, MAIN));
        return arguments;
    }

    @Override
    public String toString() {
        return "java " + String.join(" ", jvmArgs) + " " + MAIN;
    }
}
