package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
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
 * @param provision where it came from, such as {@code embedded}; absent if unknown
 * @param emulator whether it only speaks the protocol of the product: its figures are not those of the product
 */
public record Database(
        String name,
        Optional<String> version,
        Map<String, String> durability,
        Optional<String> provision,
        @JsonInclude(Include.NON_DEFAULT) boolean emulator) {

    public Database {
        Require.present(name, "database");
        version.ifPresent(text -> Require.present(text, "database " + name + ": version"));
        durability.forEach((setting, value) -> Require.present(value, "database " + name + ": " + setting));
        provision.ifPresent(word -> Require.present(word, "database " + name + ": provision"));
        durability = Collections.unmodifiableMap(new LinkedHashMap<>(durability));
    }

    /** A database of unknown provision. */
    public Database(String name, Optional<String> version, Map<String, String> durability) {
        this(name, version, durability, Optional.empty(), false);
    }

    /** Returns name, version and durability for people. An emulator is marked as one. */
    public String text() {
        return Stream.of(product(), settings()).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** Returns name and version for people. An emulator is marked as one. */
    public String product() {
        return name + version.map(number -> " " + number).orElse("") + (emulator ? " (emulator)" : "");
    }

    /** Returns the settings of its durability for people; empty if there are none. */
    public String settings() {
        return durability.entrySet().stream()
                .map(set -> set.getKey() + "=" + set.getValue())
                .collect(Collectors.joining(" · "));
    }
}
