package timerbench.harness.targets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import timerbench.input.CallerFolder;

/** The settings at the root of {@code timerbench} that select the target. */
public record TargetSettings(String target, String dialect, Product database, int instances, Duration startTimeout) {
    public TargetSettings {
        var unused = form(target);
        if (instances < 1) {
            throw new IllegalArgumentException("instances must be at least 1, was " + instances);
        }
        if (instances > 1 && database == Product.MEMORY) {
            throw new IllegalArgumentException(
                    "instances: " + instances + " of them cannot share the memory of one; wanted another database");
        }
    }

    /** Returns the target. Relative paths start where the command was given. */
    public TargetForm form() {
        return form(target);
    }

    private static TargetForm form(String target) {
        return TargetForm.of(target, CallerFolder.resolve(Path.of("")).toAbsolutePath());
    }

    /** The JVM of the embedded service; its arguments are separated by spaces. */
    public record Embedded(String jvmArgs) {
        List<String> arguments() {
            return jvmArgs.isBlank() ? List.of() : List.of(jvmArgs.strip().split("\\s+"));
        }
    }
}
