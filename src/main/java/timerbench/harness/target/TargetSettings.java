package timerbench.harness.target;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The settings at the root of {@code timerbench} that say what is loaded. */
public record TargetSettings(String target, String database, Duration startTimeout) {
    private static final String EMBEDDED = "embedded";

    public TargetSettings {
        if (!target.equals(EMBEDDED)) {
            addresses(target).forEach(TargetSettings::requireAddress);
        }
    }

    boolean isEmbedded() {
        return target.equals(EMBEDDED);
    }

    boolean onPostgres() {
        return database.equalsIgnoreCase("postgres");
    }

    List<String> urls() {
        return addresses(target);
    }

    private static List<String> addresses(String target) {
        return Arrays.stream(target.split(",", -1))
                .map(url -> url.strip().replaceFirst("/+$", ""))
                .toList();
    }

    private static void requireAddress(String url) {
        if (!url.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new IllegalArgumentException(
                    "timerbench.target: got \"" + url + "\", wanted embedded or an address such as http://host:8080");
        }
    }

    /** The JVM of the embedded service; its arguments are parted by spaces. */
    public record Embedded(String jvmArgs) {
        List<String> arguments() {
            return jvmArgs.isBlank() ? List.of() : List.of(jvmArgs.strip().split("\\s+"));
        }
    }
}
