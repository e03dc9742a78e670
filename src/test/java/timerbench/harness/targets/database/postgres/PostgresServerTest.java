package timerbench.harness.targets.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.database.CacheFolder;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.Written;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.service.store.Store;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String STARTED = "STARTED ";

    private final PostgresServer server = PostgresServer.start(Map.of("fsync", "off"), TIMEOUT);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void itIsARealServerOfThisMachine() {
        assertThat(server.provision()).isEqualTo(Provision.EMBEDDED);
        assertThat(server.isEmulator()).isFalse();
        assertThat(server.process().orElseThrow().isAlive()).isTrue();
        assertThat(server.limits()).isEmpty();
    }

    @Test
    void nobodyElseOnThisMachineIsLetIn() {
        String password = server.serviceEnvironment().get("DATABASE_PASSWORD");
        assertThat(password).hasSizeGreaterThan(20);
        assertThat(server.serviceSettings().toString() + server.address()).doesNotContain(password);
        for (Optional<String> other : List.of(Optional.<String>empty(), Optional.of("postgres"))) {
            PostgresAddress stranger = new PostgresAddress(server.jdbcUrl(), server.user(), other, Optional.empty());
            assertThatThrownBy(() -> stranger.run("COPY (SELECT 1) TO PROGRAM 'cat'"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void connectionsOfEveryKindNeedThePassword() {
        assertThat(column("SELECT type || ' ' || auth_method FROM pg_hba_file_rules"))
                .isNotEmpty()
                .allMatch(rule -> rule.endsWith(" scram-sha-256"));
        assertThat(column("SHOW unix_socket_directories")).containsExactly("");
    }

    @Test
    void itsFilesAndItsProgramsAreOfThisUserOnly() throws IOException {
        Path data = Path.of(column("SHOW data_directory").get(0));
        Path programs = Path.of(server.process().orElseThrow().info().command().orElseThrow());
        Path cache = CacheFolder.named("postgres");
        assertThat(programs.startsWith(cache)).as(programs.toString()).isTrue();
        for (Path folder : List.of(data, data.getParent(), cache.getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as(folder.toString())
                    .isEqualTo("rwx------");
        }
        assertThat(data.resolveSibling("password")).doesNotExist();
    }

    @Test
    void itsLocaleIsNotThatOfTheMachine() {
        assertThat(column("SELECT datcollate || ' ' || pg_encoding_to_char(encoding) FROM pg_database"))
                .isNotEmpty()
                .containsOnly("C UTF8");
    }

    @Test
    void whyInitdbFailedIsSaid(@TempDir Path folder) throws IOException {
        EmbeddedPostgres.Builder builder = PostgresServer.builder(folder, "").setDataDirectory(folder.resolve("data"));
        assertThatThrownBy(() -> PostgresServer.start(builder, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("initdb: error: password file")
                .hasMessageContaining("is empty");
    }

    @Test
    void theSecondServerOfAProcessHasDataAndFilesOfItsOwn() throws IOException {
        // Without further settings: as the gate starts it.
        try (PostgresServer second = PostgresServer.start(TIMEOUT);
                PostgresServer third = PostgresServer.start(TIMEOUT)) {
            second.address().run("CREATE TABLE own AS SELECT 1 AS n");
            List<Path> folders = Stream.of(server, second, third)
                    .map(each -> Path.of(column(each, "SHOW data_directory").get(0)))
                    .toList();

            assertThat(column(third, "SELECT tablename FROM pg_tables WHERE tablename = 'own'"))
                    .isEmpty();
            assertThat(folders).doesNotHaveDuplicates();
            for (String file : List.of("PG_VERSION", "base/1/PG_VERSION")) {
                assertThat(Files.isSameFile(
                                folders.get(1).resolve(file), folders.get(2).resolve(file)))
                        .isFalse();
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folders.get(2).resolve(file))))
                        .isEqualTo("rw-------");
            }
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(column(third, "SHOW " + setting)).containsExactly("on");
            }
        }
    }

    @Test
    void itsDataAreRemovedAtItsEnd() {
        Path data;
        ProcessHandle process;
        try (PostgresServer second = PostgresServer.start(TIMEOUT)) {
            data = Path.of(column(second, "SHOW data_directory").get(0));
            process = second.process().orElseThrow();
        }
        assertThat(data.getParent()).doesNotExist();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    /** A process with two servers, until it is killed. */
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            try (PostgresServer first = PostgresServer.start(TIMEOUT);
                    PostgresServer second = PostgresServer.start(TIMEOUT)) {
                System.out.println(STARTED + first + second);
                var unused = System.in.read();
            }
        }
    }

    @Test
    void ifItsProcessIsKilledNoDataAreLeft(@TempDir Path temporary) throws IOException {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Stream<String> lines = owner.inputReader().lines()) {
            assertThat(lines.anyMatch(line -> line.startsWith(STARTED))).isTrue();
            assertThat(folders(temporary))
                    .as("of two servers, and what they are copied from")
                    .hasSize(3);
        } finally {
            owner.destroyForcibly();
        }
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!folders(temporary).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        // A guard removes them when the server has ended.
        assertThat(folders(temporary)).isEmpty();
    }

    private static List<Path> folders(Path temporary) throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(path -> path.getFileName().toString().startsWith("timer-bench-postgres-"))
                    .toList();
        }
    }

    private List<String> column(String query) {
        return column(server, query);
    }

    private static List<String> column(PostgresServer server, String query) {
        return server.address().call(connection -> {
            List<String> values = new ArrayList<>();
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
                return values;
            }
        });
    }

    @Test
    void settingsThatAreHandedOverOverrideItsOwn() {
        try (Store store = Stores.of(server)) {
            assertThat(store.info().durability())
                    .containsEntry("fsync", "off")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
        }
    }

    @Test
    void itTellsWhatTookTheMostSinceTheStartOnly() {
        try (Store store = Stores.of(server);
                Profiler profiler = server.profiler(List::of)) {
            store.timers().delete(List.of(Stores.timer(0).key()));
            profiler.start();
            store.timers().put(IntStream.range(0, 1_000).mapToObj(Stores::timer).toList());
            store.timers().put(List.of(Stores.timer(0)));
            DatabaseLoad load = profiler.top(1);
            assertThat(load.unit()).isEqualTo("ms");
            assertThat(load.statements()).singleElement().satisfies(statement -> {
                assertThat(statement.text()).startsWith("INSERT INTO timer ").doesNotContain("\n");
                assertThat(statement.calls()).isEqualTo(2);
                assertThat(statement.total()).isPositive();
            });
        }
    }

    @Test
    void itTellsTheBytesOfTheTimers() {
        try (Store store = Stores.of(server)) {
            long before = server.diskBytes().orElseThrow();
            store.timers()
                    .put(IntStream.range(10_000, 12_000).mapToObj(Stores::timer).toList());
            assertThat(server.diskBytes().orElseThrow() - before).isGreaterThan(2_000 * 100);
        }
    }

    @Test
    void itTellsWhatItHasWritten() throws SQLException {
        try (Store store = Stores.of(server);
                Connection connection = connect()) {
            Written before = server.written().orElseThrow();
            store.timers()
                    .put(IntStream.range(20_000, 22_000).mapToObj(Stores::timer).toList());
            Written since = server.written().orElseThrow().since(before);
            assertThat(since.log()).isBetween(2_000L * 100, 20_000_000L);
            connection.createStatement().execute("CHECKPOINT");
            // What the checkpoint wrote is counted when it is done, which may be a moment after its answer.
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (dataSince(before) < 2_000 * 100 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(dataSince(before)).isGreaterThanOrEqualTo(2_000 * 100);
        }
    }

    @Test
    void itTellsTheSizeOfItsLogToAFewBytes() throws SQLException {
        try (Connection connection = connect()) {
            Written before = server.written().orElseThrow();
            connection.createStatement().execute("SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000000))");

            assertThat(server.written().orElseThrow().since(before).log()).isBetween(1_000_000L, 1_020_000L);
        }
    }

    @Test
    void itTellsTheConnectionsOfOthers() throws SQLException {
        long before = server.connections().orElseThrow();
        try (Connection one = connect();
                Connection other = connect()) {
            assertThat(one.isValid(1) && other.isValid(1)).isTrue();
            assertThat(server.connections()).hasValue(before + 2);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(), server.user(), server.password().orElseThrow());
    }

    private long dataSince(Written before) {
        return server.written().orElseThrow().since(before).data().orElseThrow();
    }

    @Test
    void theBareDriverLeavesNothing() {
        long before = server.diskBytes().orElseThrow();
        assertThat(server.bareCreatesPerSecond(Duration.ofMillis(100), Duration.ofMillis(300)))
                .isPositive();
        assertThat(server.diskBytes()).hasValue(before);
    }
}
