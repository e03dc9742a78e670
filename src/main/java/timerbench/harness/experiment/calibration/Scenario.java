package timerbench.harness.experiment.calibration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import timerbench.settings.Settings;

/**
 * A known difference between the candidate and the baseline of pairs.
 *
 * @param name unique in a pool; no comma
 * @param cpuMicros CPU burnt by the candidate for each request and callback
 * @param delayMicros time slept by the candidate for each batch of requests and each callback
 * @param postgres settings of the candidate's embedded PostgreSQL; empty for none
 */
public record Scenario(String name, double cpuMicros, double delayMicros, String postgres) {
    /** The name of the scenario without a difference: whatever a gate finds is a false alarm. */
    public static final String SAME = "same";

    /** Returns the scenario without a difference. */
    public static Scenario same() {
        return new Scenario(SAME, 0, 0, "");
    }

    public Scenario {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("scenario \"" + name + "\": wanted small letters, digits and dashes");
        }
        if (!(cpuMicros >= 0 && delayMicros >= 0)) {
            throw new IllegalArgumentException(
                    name + ": cpu and delay must not be negative, were " + cpuMicros + " and " + delayMicros);
        }
    }

    public boolean isSame() {
        return cpuMicros == 0 && delayMicros == 0 && postgres.isEmpty();
    }

    /** Returns the settings of the candidate, by full names. */
    public Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        if (cpuMicros > 0) {
            overrides.put(Settings.key("service.slowdown.cpu"), nanos(cpuMicros));
        }
        if (delayMicros > 0) {
            overrides.put(Settings.key("service.slowdown.delay"), nanos(delayMicros));
        }
        if (!postgres.isEmpty()) {
            overrides.put(Settings.key("embedded.postgres"), postgres);
        }
        return overrides;
    }

    private static String nanos(double micros) {
        return String.format(Locale.ROOT, "%.0fns", micros * 1e3);
    }
}
