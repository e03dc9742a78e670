package timerbench.docs;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the value of a setting must look like, by its default. */
enum SettingKind {
    DURATION("duration"),
    NUMBER("number"),
    TRUTH("true or false"),
    LIST("list"),
    TEXT("text");

    private static final Pattern WITH_UNIT = Pattern.compile("[0-9.]+ ?(us|ms|s|m|h|d)");

    private final String words;

    SettingKind(String words) {
        this.words = words;
    }

    static SettingKind of(Object value) {
        if (value instanceof List) {
            return LIST;
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return TRUTH;
        }
        return WITH_UNIT.matcher(value.toString()).matches() ? DURATION : TEXT;
    }

    /** The end of the name of a key in a block of a list. */
    private static final String IN_LIST = "\\.[0-9]+\\.[^.]+$";

    /** Returns the kind of a setting, by its default or by that of profile ci; of a key in a list, that of the list. */
    static SettingKind ofDefault(String name) {
        String key = name.replaceFirst(IN_LIST, "");
        var reference = ConfigFactory.parseResources("reference.conf").resolve();
        String ofProfile = key.replaceFirst("^timerbench\\.", "timerbench.profiles.ci.");
        ConfigValue value = reference.getValue(reference.hasPath(key) ? key : ofProfile);
        return of(value.unwrapped());
    }

    boolean takes(String value) {
        return switch (this) {
            case DURATION -> WITH_UNIT.matcher(value).matches();
            case NUMBER -> value.matches("-?[0-9.]+");
            case TRUTH -> List.of("true", "false").contains(value.toLowerCase(Locale.ROOT));
            case LIST, TEXT -> true;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
