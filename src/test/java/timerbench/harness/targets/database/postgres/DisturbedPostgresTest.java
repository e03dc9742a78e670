package timerbench.harness.targets.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.harness.Await;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;

/** An embedded PostgreSQL to which faults happen. */
class DisturbedPostgresTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String ROWS = "SELECT count(*) FROM kept";

    private final PostgresServer server = PostgresServer.start(START);
    private final Disturbable disturbed = server.disturbable().orElseThrow();

    @AfterEach
    void stop() {
        server.close();
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private int rows() {
        return server.address().call(connection -> number(connection, ROWS));
    }

    private List<ProcessHandle> processes() {
        ProcessHandle postmaster = server.process().orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    @Test
    void itComesBackAtItsAddressWithItsDataAfterAKillAndAfterAnOrderlyEnd() {
        server.address().run("CREATE TABLE kept AS SELECT generate_series(1, 10) AS n");
        for (Runnable end : List.<Runnable>of(disturbed::kill, disturbed::shutDown)) {
            List<ProcessHandle> before = processes();
            assertThat(before).hasSizeGreaterThan(3);
            end.run();

            assertThat(before).noneMatch(ProcessHandle::isAlive);
            assertThatThrownBy(this::rows).isInstanceOf(DatabaseException.class);

            disturbed.startAgain(START);
            assertThat(rows()).isEqualTo(10);
            assertThat(server.process().orElseThrow().isAlive()).isTrue();
        }
    }

    @Test
    void nothingIsAnsweredWhileItIsStoppedAndItGoesOnAfterwards() throws Exception {
        server.address().run("CREATE TABLE kept AS SELECT generate_series(1, 10) AS n");
        try (Connection open = server.address().connect()) {
            disturbed.stop();
            CompletableFuture<Integer> onOpen = CompletableFuture.supplyAsync(() -> {
                try {
                    return number(open, ROWS);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            CompletableFuture<Integer> onNew = CompletableFuture.supplyAsync(this::rows);
            for (CompletableFuture<Integer> answer : List.of(onOpen, onNew)) {
                assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            }

            disturbed.resume();
            assertThat(onOpen.get(START.toSeconds(), TimeUnit.SECONDS)).isEqualTo(10);
            assertThat(onNew.get(START.toSeconds(), TimeUnit.SECONDS)).isEqualTo(10);
        }
    }

    private Path folder() {
        String data = server.address().call(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SHOW data_directory")) {
                row.next();
                return row.getString(1);
            }
        });
        return Path.of(data).getParent();
    }

    @Test
    void nothingIsLeftOfAServerThatWasStartedAgainAndIsStopped() {
        Path folder = folder();
        disturbed.kill();
        disturbed.startAgain(START);
        disturbed.stop();
        List<ProcessHandle> all = processes();

        server.close();

        Await.until("the end of its processes", () -> all.stream().noneMatch(ProcessHandle::isAlive));
        Await.until("the end of its folder", () -> Files.notExists(folder));
    }

    @Test
    void nothingIsLeftOfAServerThatWasKilled() {
        Path folder = folder();
        disturbed.kill();

        server.close();

        Await.until("the end of its folder", () -> Files.notExists(folder));
    }
}
