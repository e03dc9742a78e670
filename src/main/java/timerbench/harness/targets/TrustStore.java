package timerbench.harness.targets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import timerbench.settings.SettingsException;

/** The trust store that this JVM was given. All connections over TLS read it. */
public final class TrustStore {
    private static final String FILE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = FILE + "Password";

    private TrustStore() {}

    /**
     * Checks the trust store, if one was given.
     *
     * @throws SettingsException if it cannot be used; the message says why
     */
    public static void require() {
        fault().ifPresent(fault -> {
            throw new SettingsException(fault);
        });
    }

    /** Returns why this JVM's trust store cannot be used; empty if it can be used, or none was given. */
    public static Optional<String> fault() {
        String file = System.getProperty(FILE, "");
        return file.isEmpty() ? Optional.empty() : fault(Path.of(file), System.getProperty(PASSWORD, ""));
    }

    static Optional<String> fault(Path file, String password) {
        if (!Files.isRegularFile(file)) {
            return Optional.of(FILE + ": there is no file " + file.toAbsolutePath());
        }
        try {
            var unused = KeyStore.getInstance(file.toFile(), password.isEmpty() ? null : password.toCharArray());
            return Optional.empty();
        } catch (GeneralSecurityException | IOException e) {
            // A store that is cut short has an EOFException without a message.
            String reason = e.getMessage() == null ? "it ends too early" : e.getMessage();
            return Optional.of(
                    FILE + ": " + file + " cannot be read: " + reason + "; its password is set with " + PASSWORD);
        }
    }
}
