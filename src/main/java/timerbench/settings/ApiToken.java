package timerbench.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bearer token of requests, from the environment variable {@value #VARIABLE}. No message quotes it. */
public final class ApiToken {
    private static final String VARIABLE = "API_TOKEN";

    private ApiToken() {}

    /**
     * Returns the token; nothing if the variable is not set or empty.
     *
     * @throws SettingsException if an HTTP header cannot hold it
     */
    public static Optional<String> ofEnvironment() {
        return of(System.getenv(VARIABLE));
    }

    /**
     * Refuses spaces, which a header loses at its ends, and non-ASCII characters, which clients encode differently.
     */
    static Optional<String> of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character > '~') {
                throw new SettingsException(
                        "%s: character %d of %d is U+%04X; wanted visible ASCII characters only, or an"
                                        .formatted(VARIABLE, i + 1, text.length(), (int) character)
                                + " empty value for no token");
            }
        }
        return Optional.of(text);
    }
}
