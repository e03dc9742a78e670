package timerbench.harness.targets.dialect;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import timerbench.address.Address;
import timerbench.settings.SettingsException;

/** Reports what is wrong with a dialect's file, with the place, and reads the parts that occur everywhere in it. */
final class FileErrors {
    private final UnaryOperator<String> place;

    /** @param place returns the file and the line of a key */
    FileErrors(UnaryOperator<String> place) {
        this.place = place;
    }

    SettingsException wrong(String key, String message) {
        return new SettingsException(place.apply(key) + ": " + key + ": " + message);
    }

    /** Returns the part, or reports why there is none at this key. */
    <T> T in(String key, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw wrong(key, e.getMessage());
        }
    }

    String path(String key, @Nullable String path) {
        if (path != null && Address.hasSecretParameter(path)) {
            throw wrong(key, "holds a secret; parameters belong into query");
        }
        if (path == null || !path.startsWith("/")) {
            throw wrong(key, path == null ? "missing" : "got \"" + path + "\", wanted a path that starts with /");
        }
        return path;
    }

    /**
     * Returns the templates by name. A file is committed and shared, so a secret must come from a value, not from the
     * file.
     */
    Map<String, Template> templates(String key, @Nullable Map<String, String> texts) {
        Map<String, Template> templates = new HashMap<>();
        (texts == null ? Map.<String, String>of() : texts).forEach((name, text) -> {
            String place = key + "." + name;
            Template template = in(place, () -> Template.of(text));
            if (Address.isSecret(name) && template.values().isEmpty()) {
                throw wrong(
                        place,
                        "holds a secret; write {token} instead, which comes from the environment variable API_TOKEN");
            }
            templates.put(name, template);
        });
        return templates;
    }

    void requireOnly(String key, Set<Value> values, Set<Value> allowed) {
        List<Value> others = new ArrayList<>(values);
        others.removeAll(allowed);
        if (!others.isEmpty()) {
            Value first = EnumSet.copyOf(others).iterator().next();
            throw wrong(key, "names {" + first.word() + "}, which is not known there");
        }
    }

    Set<Integer> statuses(String key, List<Integer> statuses) {
        if (statuses.stream().anyMatch(Objects::isNull)) {
            throw wrong(key, "status: got " + statuses + ", wanted numbers");
        }
        return in(key, () -> new Call.AnswerPattern(Set.copyOf(statuses), Map.of()))
                .status();
    }
}
