package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import timerbench.address.Address;

/**
 * The profile of a run with its resolved settings.
 *
 * @param settings by name, in alphabetical order; values are texts, numbers, truth values, and lists and maps
 *     of them. Whole numbers become {@code Long}, others {@code Double}, so that a run is equal to itself after
 *     writing and reading.
 * @param given settings that were given on the command line, by their full names; addresses without secrets
 */
public record RunProfile(
        String name,
        Map<String, Object> settings,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> given) {

    public RunProfile {
        Require.present(name, "profile");
        settings = plainMap(settings, name);
        Map<String, String> shown = new TreeMap<>();
        given.forEach((setting, value) -> shown.put(setting, Address.redacted(value)));
        given = Collections.unmodifiableMap(shown);
    }

    /** A profile without settings from the command line. */
    public RunProfile(String name, Map<String, Object> settings) {
        this(name, settings, Map.of());
    }

    /** Returns this profile without the setting of this name. */
    public RunProfile without(String setting) {
        Map<String, Object> others = new TreeMap<>(settings);
        others.remove(setting);
        return new RunProfile(name, others, given);
    }

    private static Object plain(Object value, String where) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        } else if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        } else if (value instanceof Double || value instanceof Float) {
            return finite(((Number) value).doubleValue(), where);
        } else if (value instanceof Map<?, ?> map) {
            return plainMap(map, where);
        } else if (value instanceof List<?> list) {
            return plainList(list, where);
        }
        throw new IllegalArgumentException("profile setting %s: neither text, number, truth value, list nor map, was %s"
                .formatted(where, value == null ? "null" : value.getClass().getName()));
    }

    private static double finite(double value, String where) {
        Require.that(Double.isFinite(value), "profile setting %s: not a finite number, was %s", where, value);
        return value;
    }

    private static Map<String, Object> plainMap(Map<?, ?> map, String where) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), plain(value, where + "." + key)));
        return Collections.unmodifiableMap(sorted);
    }

    private static List<Object> plainList(List<?> list, String where) {
        List<Object> copy = new ArrayList<>();
        list.forEach(value -> copy.add(plain(value, where + "[" + copy.size() + "]")));
        return Collections.unmodifiableList(copy);
    }
}
