package timerbench.harness.load.injector.kubernetes;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The {@code injectors.kubernetes} block of the settings; {@code reference.conf} describes each.
 *
 * @param cpuLimit empty for none, as is {@code memoryLimit}
 */
public record KubernetesSettings(
        String namespace,
        String image,
        PullPolicy imagePullPolicy,
        String imagePullSecret,
        String serviceAccount,
        String cpuRequest,
        String cpuLimit,
        String memoryRequest,
        String memoryLimit,
        String jvmArgs,
        Spread spread,
        String nodeSelector,
        Duration scheduleTimeout,
        Duration deadline,
        Duration stay) {
    private static final Pattern QUANTITY = Pattern.compile("[0-9]+(\\.[0-9]+)?(m|[kMGT]i?)?");
    private static final Duration LEAST_DEADLINE = Duration.ofMinutes(1);

    /** When a node pulls the image. */
    public enum PullPolicy {
        ALWAYS("Always"),
        IF_NOT_PRESENT("IfNotPresent"),
        NEVER("Never");

        private final String text;

        PullPolicy(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether injectors must be spread evenly over the nodes. */
    public enum Spread {
        REQUIRED("DoNotSchedule"),
        PREFERRED("ScheduleAnyway");

        private final String whenUnsatisfiable;

        Spread(String whenUnsatisfiable) {
            this.whenUnsatisfiable = whenUnsatisfiable;
        }

        /** Returns the value of {@code topologySpreadConstraints.whenUnsatisfiable}. */
        String whenUnsatisfiable() {
            return whenUnsatisfiable;
        }
    }

    public KubernetesSettings {
        if (image.isBlank()) {
            throw new IllegalArgumentException("image must name an image of timer-bench, was empty");
        }
        requireQuantity("cpuRequest", cpuRequest);
        requireQuantity("cpuLimit", cpuLimit);
        requireQuantity("memoryRequest", memoryRequest);
        requireQuantity("memoryLimit", memoryLimit);
        var unused = labels(nodeSelector);
        if (scheduleTimeout.isNegative() || stay.isNegative()) {
            throw new IllegalArgumentException(
                    "scheduleTimeout and stay must not be below 0s, were " + scheduleTimeout + " and " + stay);
        }
        if (deadline.compareTo(LEAST_DEADLINE) < 0) {
            throw new IllegalArgumentException("deadline must be at least 1m, was " + deadline);
        }
    }

    private static void requireQuantity(String name, String value) {
        if (!value.isEmpty() && !QUANTITY.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be a quantity of Kubernetes, such as 2, 500m or 2Gi, or"
                    + " empty for none, was \"" + value + "\"");
        }
    }

    /** Returns the labels that a node must have. */
    Map<String, String> nodeLabels() {
        return labels(nodeSelector);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(label -> {
                    String[] parts = label.split("=", 2);
                    if (parts.length != 2 || parts[0].isBlank()) {
                        throw new IllegalArgumentException(
                                "nodeSelector must be labels of nodes, label=value[,label=value], was \"" + text
                                        + "\"");
                    }
                    labels.put(parts[0], parts[1]);
                });
        return labels;
    }
}
