package timerbench.harness.targets.database.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.CacheFolder;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.process.LastLines;

/**
 * A real, durable PostgreSQL in processes of its own, whose data are removed when it is closed.
 *
 * <p>A guard, a shell that waits for its standard input to end, stops it and removes its data however this process
 * ends, SIGKILL included.
 */
public final class PostgresServer extends AddressedPostgres {
    /**
     * Reads "started" once the server runs. Without it the server may still be starting, so the guard waits for it.
     * Signals that are meant for the terminal's whole process group must not end the guard before its work is done.
     * A server that a fault has stopped ends only when it continues.
     */
    private static final String GUARD = """
            trap '' INT TERM HUP
            started=
            while read -r line; do started=$line; done
            tries=0
            while [ $tries -lt 15 ] && { [ -z "$started" ] || [ -e "$1/postmaster.pid" ]; }; do
              pid=$(head -n 1 "$1/postmaster.pid" 2> /dev/null)
              [ -n "$pid" ] && kill -QUIT "$pid" 2> /dev/null && break
              tries=$((tries + 1)); sleep 0.1
            done
            [ -n "$pid" ] && ps -A -o pid= -o ppid= | while read -r each parent; do
              if [ "$each" = "$pid" ] || [ "$parent" = "$pid" ]; then kill -CONT "$each" 2> /dev/null; fi
            done
            tries=0
            while [ -n "$pid" ] && [ $tries -lt 100 ]; do
              case $(ps -o stat= -p "$pid" 2> /dev/null) in "" | Z*) break ;; esac
              tries=$((tries + 1)); sleep 0.1
            done
            rm -rf "${1%/data}"
            """;

    private static final int KEPT_LINES = 20;

    private static final String USER = "postgres";
    private static final String PASSWORD = "password";
    private static final String LOG = "log";
    private static final Set<PosixFilePermission> OWN_FILE = PosixFilePermissions.fromString("rw-------");

    private final Process guard;
    private final PostgresProcess process;

    private PostgresServer(Process guard, Path data, int port, String password) throws IOException {
        super(
                Provision.EMBEDDED,
                new PostgresAddress(
                        "jdbc:postgresql://" + new HostPort("127.0.0.1", port) + "/postgres",
                        USER,
                        Optional.of(password),
                        Optional.empty()));
        this.guard = guard;
        this.process = PostgresProcess.of(data);
    }

    /**
     * Returns the server when it answers.
     *
     * @throws DatabaseException if it does not start
     */
    public static PostgresServer start(Duration timeout) {
        return start(Map.of(), timeout);
    }

    /** Returns the server when it answers. The further settings, by name, override those that it starts with. */
    public static PostgresServer start(Map<String, String> further, Duration timeout) {
        Process guard = null;
        try {
            Path folder = Files.createTempDirectory("timer-bench-postgres-");
            Path data = folder.resolve("data");
            guard = new ProcessBuilder("sh", "-c", GUARD, "guard", data.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String password = PostgresTemplate.OF_PROCESS.password();
            EmbeddedPostgres.Builder builder =
                    builder(folder, password).setDataDirectory(data).setPGStartupWait(timeout);
            further.forEach(builder::setServerConfig);
            EmbeddedPostgres postgres = PostgresTemplate.OF_PROCESS.start(builder, folder, data);
            guard.getOutputStream().write("started\n".getBytes(StandardCharsets.UTF_8));
            guard.getOutputStream().flush();
            return new PostgresServer(guard, data, postgres.getPort(), password);
        } catch (IOException | RuntimeException e) {
            stop(guard);
            throw new DatabaseException("the embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    static EmbeddedPostgres.Builder builder(Path folder, String password) throws IOException {
        // The library reads where it unpacks and keeps its files from this system property alone. Its default is a
        // known name in the folder that everybody may write.
        System.setProperty("ot.epg.working-dir", CacheFolder.named("postgres").toString());
        Path passwordFile = Files.createFile(folder.resolve(PASSWORD), PosixFilePermissions.asFileAttribute(OWN_FILE));
        Files.writeString(passwordFile, password);
        return EmbeddedPostgres.builder()
                // These are options of initdb. The library puts "trust" in front; the last one counts.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                // Independent of the locale of this machine, which may be named but not installed.
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                // The guard ends it.
                .setRegisterShutdownHook(false)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()))
                // The library turns these off. The server measured here must be durable.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
    }

    static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path folder) throws IOException {
        try {
            EmbeddedPostgres postgres = builder.start();
            Files.delete(folder.resolve(PASSWORD));
            return postgres;
        } catch (IOException | RuntimeException e) {
            throw new IOException(e.getMessage() + said(folder.resolve(LOG)), e);
        }
    }

    /** Returns the last lines of the output of initdb and the server. */
    private static String said(Path log) throws IOException {
        LastLines last = new LastLines(KEPT_LINES);
        if (Files.exists(log)) {
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().forEach(last::add);
        }
        return last.text().isEmpty() ? "" : "\n" + last.text();
    }

    @Override
    public Optional<Disturbable> disturbable() {
        return Optional.of(process);
    }

    /** Returns the JDBC address of its database. */
    public String jdbcUrl() {
        return address().url();
    }

    public String user() {
        return address().user();
    }

    /** Returns the password of the user, another one in each process: a secret. */
    public Optional<String> password() {
        return address().password();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.of(process.postmaster());
    }

    @Override
    public void close() {
        stop(guard);
    }

    private static void stop(Process guard) {
        if (guard == null) {
            return;
        }
        try {
            guard.getOutputStream().close();
            guard.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new DatabaseException("the guard of the embedded PostgreSQL does not listen", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
