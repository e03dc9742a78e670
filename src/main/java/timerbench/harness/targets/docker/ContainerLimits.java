package timerbench.harness.targets.docker;

import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Limits of a container, in the form of {@code docker run}; empty: whatever the machine has.
 *
 * @param cpus cores, such as {@code 0.5}
 * @param memory bytes, or with a unit, such as {@code 512m} or {@code 2g}; swapping does not extend it
 */
public record ContainerLimits(String cpus, String memory) {
    public static final ContainerLimits NONE = new ContainerLimits("", "");

    private static final double LEAST_CPUS = 0.01;
    private static final String UNITS = "bkmg";

    public ContainerLimits {
        if (!cpus.isEmpty() && !(cpus.matches("[0-9]+(\\.[0-9]+)?") && Double.parseDouble(cpus) >= LEAST_CPUS)) {
            throw new IllegalArgumentException(
                    "cpus: got \"" + cpus + "\", wanted cores such as 0.5 or 2, at least 0.01; or nothing");
        }
        if (!memory.isEmpty() && !memory.matches("[0-9]{1,11}[bkmgBKMG]?")) {
            throw new IllegalArgumentException(
                    "memory: got \"" + memory + "\", wanted bytes such as 512m or 2g; or nothing");
        }
    }

    /** Returns the limits by name, as in results. */
    public Map<String, String> byName() {
        Map<String, String> limits = new LinkedHashMap<>();
        if (!cpus.isEmpty()) {
            limits.put("cpus", cpus);
        }
        if (!memory.isEmpty()) {
            limits.put("memory", memory);
        }
        return limits;
    }

    /** Returns the options of {@code docker run}. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        if (!cpus.isEmpty()) {
            options.add("--cpus=" + cpus);
        }
        if (!memory.isEmpty()) {
            options.addAll(List.of("--memory=" + memory, "--memory-swap=" + memory));
        }
        return options;
    }

    void applyTo(HostConfig config) {
        if (!cpus.isEmpty()) {
            config.withNanoCPUs(Math.round(Double.parseDouble(cpus) * 1e9));
        }
        if (!memory.isEmpty()) {
            config.withMemory(memoryBytes()).withMemorySwap(memoryBytes());
        }
    }

    /** Returns the memory in bytes; only if it is limited. */
    public long memoryBytes() {
        char last = memory.toLowerCase(Locale.ROOT).charAt(memory.length() - 1);
        int unit = UNITS.indexOf(last);
        return unit < 0
                ? Long.parseLong(memory)
                : Long.parseLong(memory.substring(0, memory.length() - 1)) << (10 * unit);
    }
}
