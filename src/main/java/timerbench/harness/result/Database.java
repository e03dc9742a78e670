package timerbench.harness.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The product behind the target's store.
 *
 * @param version absent if unknown
 * @param durability the settings that decide what survives a crash, as the database itself reports them
 */
public record Database(String name, Optional<String> version, Map<String, String> durability) {

    public Database {
        Check.present(name, "database");
        version.ifPresent(text -> Check.present(text, "database " + name + ": version"));
        durability.forEach((setting, value) -> Check.present(value, "database " + name + ": " + setting));
        durability = Collections.unmodifiableMap(new LinkedHashMap<>(durability));
    }

    /** Returns it as people read it, with its durability. */
    public String text() {
        String product = name + version.map(number -> " " + number).orElse("");
        Stream<String> settings = durability.entrySet().stream().map(set -> set.getKey() + "=" + set.getValue());
        return Stream.concat(Stream.of(product), settings).collect(Collectors.joining(" · "));
    }
}
