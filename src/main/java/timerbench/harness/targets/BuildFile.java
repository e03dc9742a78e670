package timerbench.harness.targets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import timerbench.harness.run.RunTarget.Build;

/** The file that a service is started from. */
final class BuildFile {
    private BuildFile() {}

    /**
     * Returns the build that the file holds now.
     *
     * @param name as it was given
     * @throws TargetException if the file cannot be read
     */
    static Build of(String name, Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new Build(name, HexFormat.of().formatHex(hash));
        } catch (IOException e) {
            throw new TargetException(name + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
