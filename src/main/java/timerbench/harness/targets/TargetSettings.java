package timerbench.harness.targets;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import timerbench.address.Address;

/** The settings at the root of {@code timerbench} that select the target. */
public record TargetSettings(String target, String dialect, Product database, int instances, Duration startTimeout) {
    private static final String EMBEDDED = "embedded";

    public TargetSettings {
        if (!target.equals(EMBEDDED)) {
            var unused = addresses(Address.withoutSecret(target));
        }
        if (instances < 1) {
            throw new IllegalArgumentException("instances must be at least 1, was " + instances);
        }
        if (instances > 1 && database == Product.MEMORY) {
            throw new IllegalArgumentException(
                    "instances: " + instances + " of them cannot share the memory of one; wanted another database");
        }
    }

    boolean isEmbedded() {
        return target.equals(EMBEDDED);
    }

    List<String> urls() {
        return addresses(target);
    }

    private static List<String> addresses(String target) {
        return Arrays.stream(target.split(",", -1)).map(TargetAddress::of).toList();
    }

    /** The JVM of the embedded service; its arguments are separated by spaces. */
    public record Embedded(String jvmArgs) {
        List<String> arguments() {
            return jvmArgs.isBlank() ? List.of() : List.of(jvmArgs.strip().split("\\s+"));
        }
    }
}
