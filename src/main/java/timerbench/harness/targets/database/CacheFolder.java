package timerbench.harness.targets.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import timerbench.harness.targets.process.DatabaseException;

/**
 * The folder for programs that are unpacked once. It belongs to this user alone, so that nobody else can replace
 * the programs.
 */
public final class CacheFolder {
    private static final String VARIABLE = "XDG_CACHE_HOME";
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private CacheFolder() {}

    /**
     * Returns the folder; creates it if missing.
     *
     * @param name of the program
     * @throws DatabaseException if it cannot be created, or others have access to it
     */
    public static Path named(String name) {
        return named(name, System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path named(String name, Map<String, String> environment, Path home) {
        String given = environment.getOrDefault(VARIABLE, "");
        Path caches = given.isEmpty() ? home.resolve(".cache") : Path.of(given).toAbsolutePath();
        Path own = caches.resolve("timer-bench");
        try {
            Files.createDirectories(caches);
            if (Files.notExists(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(own, PosixFilePermissions.asFileAttribute(OWN));
            }
            check(own);
            return Files.createDirectories(own.resolve(name));
        } catch (IOException e) {
            throw new DatabaseException(
                    own + " cannot be used: " + e.getMessage() + "; the environment variable " + VARIABLE + " moves it",
                    e);
        }
    }

    private static void check(Path own) throws IOException {
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no folder");
        }
        if (!Files.getPosixFilePermissions(own).equals(OWN)) {
            throw new IOException("others have access to it; chmod 700 it if nobody else has put anything there");
        }
        UserPrincipal owner = Files.getOwner(own);
        Path probe = Files.createTempFile(own, "probe", "", PosixFilePermissions.asFileAttribute(OWN));
        try {
            if (!Files.getOwner(probe).equals(owner)) {
                throw new IOException("it belongs to " + owner);
            }
            if (!Files.isExecutable(probe)) {
                throw new IOException("its file system does not let programs run (it is mounted noexec)");
            }
        } finally {
            Files.delete(probe);
        }
    }
}
