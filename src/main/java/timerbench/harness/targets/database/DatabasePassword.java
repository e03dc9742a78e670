package timerbench.harness.targets.database;

import java.util.Map;
import java.util.Optional;

/**
 * The environment variable that passes a database's password to this process and to the service. A password is
 * never a setting.
 */
public final class DatabasePassword {
    private static final String VARIABLE = "DATABASE_PASSWORD";

    private DatabasePassword() {}

    /** Returns the password in this process's environment; empty if it has none. */
    public static Optional<String> ofEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isEmpty());
    }

    /** Returns the variables that pass the password on to the service: secrets. */
    public static Map<String, String> variables(Optional<String> password) {
        return password.map(secret -> Map.of(VARIABLE, secret)).orElse(Map.of());
    }
}
