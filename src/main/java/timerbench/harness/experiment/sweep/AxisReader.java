package timerbench.harness.experiment.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Reads axes as they are typed. */
public final class AxisReader {
    private static final String PENDING = "pending";
    private static final String CONCURRENT = "concurrent";
    private static final String INSTANCES = "instances";
    private static final String INJECTORS = "injectors";

    /** Limits of containers, whose defaults are empty texts: no limit. */
    private static final Set<String> LIMITS = Set.of(
            Settings.key("docker.service.cpus"),
            Settings.key("docker.service.memory"),
            Settings.key("docker.database.cpus"),
            Settings.key("docker.database.memory"));

    private final Measure measure;
    private final String operation;
    private final Settings settings;

    /**
     * Creates a reader.
     *
     * @param operation of the stress simulation, which counts if the measure is throughput
     * @param settings that were given
     */
    public AxisReader(Measure measure, String operation, Settings settings) {
        this.measure = measure;
        this.operation = operation;
        this.settings = settings;
    }

    /**
     * Returns the axis of a text such as {@code instances=1,2,4}.
     *
     * @throws IllegalArgumentException if the text is none; the message says what was wanted
     * @throws SettingsException if there is no such setting, it is not a number, or it has no effect on the measure
     */
    public Axis read(String text) {
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException("got \"" + text + "\", wanted NAME=V1,V2, such as instances=1,2,4");
        }
        String name = text.substring(0, sign).strip().replaceFirst("^" + Settings.key(""), "");
        String setting = Settings.key(setting(name));
        requireNumber(name, setting);
        requireEffect(name, setting);
        List<String> values = List.of(text.substring(sign + 1).split(",", -1)).stream()
                .map(String::strip)
                .toList();
        return new Axis(name, setting, values);
    }

    private String setting(String name) {
        if (name.equals(PENDING)) {
            return measure == Measure.THROUGHPUT ? "stress.timers" : "breakpoint.pending";
        } else if (name.equals(CONCURRENT)) {
            if (measure != Measure.THROUGHPUT) {
                throw new SettingsException(
                        "concurrent: has no effect on " + measure.word() + "; its virtual users are breakpoint.users");
            }
            return "stress.concurrent";
        } else if (name.equals(INJECTORS)) {
            return "injectors.count";
        }
        Nearest.to(name, List.of(PENDING, CONCURRENT, INSTANCES, INJECTORS))
                .filter(near -> !near.equals(name))
                .ifPresent(near -> {
                    throw new SettingsException("there is no axis " + name + "; did you mean " + near + "?");
                });
        return name;
    }

    private void requireNumber(String name, String setting) {
        Object byDefault = settings.defaultHere(setting);
        if (!(byDefault instanceof Number) && !LIMITS.contains(setting)) {
            throw new SettingsException(name + ": is not a number (by default it is \"" + byDefault
                    + "\"); sweep varies settings that are");
        }
    }

    /** What varies without any effect would look like a result. */
    private void requireEffect(String name, String setting) {
        String block = setting.split("\\.", -1)[1];
        if (settings.isOfProfile(block) && !block.equals(measure.block())) {
            throw new SettingsException(name + ": has no effect on " + measure.word() + ", which "
                    + measure.simulation() + " measures; its settings begin with " + measure.block() + ".");
        }
        boolean createsItsOwn = operation.equals("create") || operation.equals("mixed");
        if (setting.equals(Settings.key("stress.timers")) && createsItsOwn) {
            throw new SettingsException(name + ": has no effect on the throughput of " + operation
                    + ", which creates its own timers; wanted --operation read, update, delete or list, or --measure"
                    + " capacity");
        }
        if (setting.startsWith(Settings.key("breakpoint.search.")) && measure == Measure.DEMAND) {
            throw new SettingsException(
                    name + ": has no effect on demand, which tries the rate of --rate and no other");
        }
        Map<String, String> implied = new Axis(name, setting, List.of("1", "2")).implied();
        implied.forEach((key, value) -> {
            String plain = key.substring(Settings.key("").length());
            if (settings.isChosen(plain) && !settings.text(plain).equals(value)) {
                throw new SettingsException(
                        key + ": must be " + value + " for the axis " + name + ", was " + settings.text(plain));
            }
        });
    }
}
