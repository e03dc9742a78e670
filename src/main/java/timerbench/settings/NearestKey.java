package timerbench.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds where a key is written. Names of keys may hold dots, so a path is compared with the names that there are. */
final class NearestKey {
    /** A step from a block or a list to what it holds. */
    private record Step(String name, ConfigValue value) {
        boolean begins(String path) {
            return path.equals(name) || path.startsWith(name + ".") || path.startsWith(name + "[");
        }

        Optional<ConfigOrigin> rest(String path) {
            String rest = path.substring(name.length());
            return in(value, rest.startsWith(".") ? rest.substring(1) : rest).or(() -> Optional.of(value.origin()));
        }
    }

    private NearestKey() {}

    /** Returns the origin of the value at the end of the path, or of the last block on it; empty if there is none. */
    static Optional<ConfigOrigin> in(ConfigValue value, String path) {
        return steps(value)
                .filter(step -> step.begins(path))
                .max(Comparator.comparingInt(step -> step.name().length()))
                .flatMap(step -> step.rest(path));
    }

    private static Stream<Step> steps(ConfigValue value) {
        if (value instanceof ConfigObject block) {
            return block.entrySet().stream()
                    .flatMap(entry -> Stream.of(entry.getKey(), ConfigUtil.quoteString(entry.getKey()))
                            .map(name -> new Step(name, entry.getValue())));
        }
        return value instanceof ConfigList list
                ? IntStream.range(0, list.size()).mapToObj(i -> new Step("[" + i + "]", list.get(i)))
                : Stream.empty();
    }
}
