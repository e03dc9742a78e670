package timerbench.harness.judge.compare;

import java.util.Map;

/**
 * One of the things that are compared, such as a database or a value of a setting.
 *
 * @param settings that make a run one of this variant, by their full names
 */
public record Variant(String name, Map<String, String> settings) {
    public Variant {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot be compared: wanted letters, digits, dots, hyphens and underscores");
        }
        settings = Map.copyOf(settings);
    }
}
