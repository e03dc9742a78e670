package timerbench.harness.judge.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the two that a gate holds against each other.
 *
 * @param name as the user named it: a file, an address, {@code git:REV}; no secrets
 * @param details what else is known of it, such as {@code commit}, in the order in which to show it
 */
public record Side(String name, Map<String, String> details) {
    public Side {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a side of a gate needs a name");
        }
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
