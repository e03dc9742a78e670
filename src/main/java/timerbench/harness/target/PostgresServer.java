package timerbench.harness.target;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL in processes of its own, durable, with data that go when it goes.
 *
 * <p>A guard, a shell that waits for its standard input to end, stops it and removes its data however this process ends,
 * SIGKILL included.
 */
public final class PostgresServer implements AutoCloseable {
    /**
     * Reads "started" once the server runs; until then its process may still be coming, so it is waited for. Signals
     * meant for the terminal's whole process group must not end the guard before its work is done.
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
            tries=0
            while [ -n "$pid" ] && [ $tries -lt 100 ]; do
              case $(ps -o stat= -p "$pid" 2> /dev/null) in "" | Z*) break ;; esac
              tries=$((tries + 1)); sleep 0.1
            done
            rm -rf "${1%/data}"
            """;

    private final Process guard;
    private final int port;
    private final ProcessHandle postmaster;

    private PostgresServer(Process guard, int port, ProcessHandle postmaster) {
        this.guard = guard;
        this.port = port;
        this.postmaster = postmaster;
    }

    /**
     * Returns the server when it answers.
     *
     * @throws TargetException if it does not start
     */
    public static PostgresServer start(Duration timeout) {
        Process guard = null;
        try {
            Path data = Files.createTempDirectory("timer-bench-postgres-").resolve("data");
            guard = new ProcessBuilder("sh", "-c", GUARD, "guard", data.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setPGStartupWait(timeout)
                    // The library turns these off; what is measured here is a server that keeps what it promised.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            guard.getOutputStream().write("started\n".getBytes(StandardCharsets.UTF_8));
            guard.getOutputStream().flush();
            return new PostgresServer(guard, postgres.getPort(), postmaster(data));
        } catch (IOException | RuntimeException e) {
            stop(guard);
            throw new TargetException("the embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        File file = data.resolve("postmaster.pid").toFile();
        long pid = Long.parseLong(Files.readAllLines(file.toPath()).get(0).trim());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("process " + pid + " is gone already"));
    }

    /** Returns the JDBC address of its database. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    public ProcessHandle process() {
        return postmaster;
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
            throw new TargetException("the guard of the embedded PostgreSQL does not listen", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
