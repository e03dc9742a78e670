package timerbench.settings;

import com.typesafe.config.ConfigOrigin;
import java.util.Optional;

/** The place in a user's file where a setting is made, for messages. */
final class Place {
    private static final String DEFAULTS = "reference.conf";

    private Place() {}

    /** Returns the file and the line, such as {@code mine.conf: line 12}; empty if the setting is in no user's file. */
    static Optional<String> of(ConfigOrigin origin) {
        return Optional.ofNullable(origin.resource() == null ? origin.filename() : origin.resource())
                .filter(file -> !file.equals(DEFAULTS))
                .map(file -> origin.lineNumber() < 1 ? file : file + ": line " + origin.lineNumber());
    }
}
