package timerbench.harness.targets.database.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.process.AtExit;
import timerbench.harness.targets.process.ShellGuard;

/**
 * The data of a PostgreSQL before its first start. The first server of this process makes them with initdb, which
 * takes three times as long as the copy that each later server gets. They are removed at the end of this process, by a
 * guard however it ends.
 */
final class PostgresTemplate {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The one of this process. */
    static final PostgresTemplate OF_PROCESS = new PostgresTemplate();

    /**
     * A superuser can run programs as the user who started the server, and others on this machine can reach its
     * port. The data contain its hash.
     */
    private final String password = UUID.randomUUID().toString();

    private @Nullable Path data;

    String password() {
        return password;
    }

    /**
     * Returns the server when it answers.
     *
     * @param builder of a server with this password
     * @param folder of the server
     * @param own the data directory of the server, which does not exist yet
     */
    EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path folder, Path own) throws IOException {
        Path made;
        synchronized (this) {
            if (data == null) {
                Path kept = guarded().resolve("data");
                EmbeddedPostgres first =
                        PostgresServer.start(builder.setDataDirectoryCustomizer(ready -> copy(own, kept)), folder);
                data = kept;
                return first;
            }
            made = data;
        }
        copy(made, own);
        return PostgresServer.start(builder.setCleanDataDirectory(false), folder);
    }

    private static Path guarded() throws IOException {
        Path folder = Files.createTempDirectory("timer-bench-postgres-");
        ShellGuard guard = ShellGuard.of("rm -rf \"$1\"", folder.toString());
        var unused = new AtExit("remove-postgres-template", () -> guard.tidyUp(PATIENCE));
        return folder;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            // A folder comes before what is in it.
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the data of a new PostgreSQL: " + e.getMessage(), e);
        }
    }
}
