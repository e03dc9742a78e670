package timerbench.harness.judge.scaling;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A setting that a sweep varies.
 *
 * @param name as people type it, such as {@code instances} or {@code pending}
 * @param setting its full name
 * @param values as they were given, at least two; none twice
 */
public record Axis(String name, String setting, List<String> values) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?[bkmg]?");
    private static final String UNITS = "bkmg";
    private static final String SERVICE = "timerbench.docker.service.";
    private static final String DATABASE = "timerbench.docker.database.";

    /** What more of an axis means. */
    public enum Kind {
        /** Processes of the service. */
        INSTANCES,
        /** Processors that a process may use. */
        CPUS,
        /** Generators that share the load. */
        INJECTORS,
        /** Timers that wait while the load runs. */
        PENDING,
        /** Anything else. */
        OTHER
    }

    /** Checks the values. */
    public Axis {
        values = List.copyOf(values);
        if (values.size() < 2
                || !values.stream().allMatch(value -> NUMBER.matcher(value).matches())) {
            throw new IllegalArgumentException(
                    name + ": got \"" + String.join(",", values) + "\", wanted at least two numbers, such as 1,2,4");
        }
        for (int i = 1; i < values.size(); i++) {
            for (String earlier : values.subList(0, i)) {
                if (number(earlier) == number(values.get(i))) {
                    throw new IllegalArgumentException(
                            name + ": wanted different values, got " + earlier + " and " + values.get(i));
                }
            }
        }
    }

    /** Returns a value as a number; memory in bytes. */
    public static double number(String value) {
        int unit = UNITS.indexOf(value.toLowerCase(Locale.ROOT).charAt(value.length() - 1));
        return unit < 0
                ? Double.parseDouble(value)
                : Double.parseDouble(value.substring(0, value.length() - 1)) * (1L << (10 * unit));
    }

    /** Returns what more of it means. */
    public Kind kind() {
        return switch (setting) {
            case "timerbench.instances" -> Kind.INSTANCES;
            case "timerbench.injectors.count" -> Kind.INJECTORS;
            case SERVICE + "cpus", DATABASE + "cpus" -> Kind.CPUS;
            case "timerbench.stress.timers", "timerbench.breakpoint.pending" -> Kind.PENDING;
            default -> Kind.OTHER;
        };
    }

    /** Returns whether more of it is more to work with, so that a speed-up has an ideal and an efficiency. */
    public boolean isOfResources() {
        return kind() == Kind.INSTANCES || kind() == Kind.CPUS || kind() == Kind.INJECTORS;
    }

    /** Returns the settings without which the axis would have no effect, by full names. */
    public Map<String, String> implied() {
        if (setting.startsWith(SERVICE)) {
            return Map.of(SERVICE + "contained", "true");
        }
        return setting.startsWith(DATABASE) ? Map.of("timerbench.provision", "docker") : Map.of();
    }
}
