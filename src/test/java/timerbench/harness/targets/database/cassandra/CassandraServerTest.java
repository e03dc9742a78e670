package timerbench.harness.targets.database.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.login.FailedLoginException;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.service.SharedCassandra;

class CassandraServerTest {
    private static final int ROWS = 20;

    private static CassandraAddress shared(String keyspace) {
        CassandraAddress address = SharedCassandra.server().address();
        return new CassandraAddress(address.nodes(), address.datacenter(), keyspace, 1, "cassandra", Optional.empty());
    }

    private static void write(CassandraAddress address, String table) {
        try (CassandraClient client = CassandraClient.open(address)) {
            client.query("CREATE KEYSPACE IF NOT EXISTS " + address.keyspace()
                    + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            client.query("CREATE TABLE IF NOT EXISTS " + address.keyspace() + "." + table + " (k int PRIMARY KEY)");
            IntStream.range(0, ROWS)
                    .forEach(i ->
                            client.query("INSERT INTO " + address.keyspace() + "." + table + " (k) VALUES (?)", i));
        }
    }

    @Test
    void aServerAsksForItsPasswordAndLeavesNeitherProcessNorFolderBehind() {
        CassandraProcess server = CassandraProcess.start(CommitlogSync.PERIODIC, Duration.ofMinutes(3));
        ProcessHandle process = server.process();
        assertThat(process.isAlive()).isTrue();
        assertThat(server.folder()).isDirectory();
        onlyThePasswordOpensJmx(server.jmx());
        assertThat(process.info().commandLine().orElseThrow())
                .contains("jmx.password")
                .doesNotContain(server.jmx().password());
        server.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(Files.exists(server.folder())).isFalse();
        server.close();
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process of ours, on this machine
    private static void onlyThePasswordOpensJmx(JmxConnection.Address jmx) {
        assertThatThrownBy(() -> JMXConnectorFactory.connect(new JMXServiceURL(jmx.url())))
                .hasRootCauseInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> JmxConnection.open(new JmxConnection.Address(jmx.port(), "guessed"), "system"))
                .hasRootCauseInstanceOf(FailedLoginException.class);
        try (JmxConnection connection = JmxConnection.open(jmx, "system")) {
            assertThat(connection.diskBytes()).isPositive();
        }
    }

    @Test
    void itTellsWhatItDidSinceTheStart() {
        CassandraServer server = SharedCassandra.server();
        write(server.address(), "profiled");
        try (Profiler profiler = server.profiler(List::of)) {
            profiler.start();
            assertThat(profiler.top(10).statements()).isEmpty();
            write(server.address(), "profiled");
            DatabaseLoad load = profiler.top(10);
            assertThat(load.unit()).isEqualTo("ms");
            assertThat(load.statements()).singleElement().satisfies(statement -> {
                assertThat(statement.text()).isEqualTo("profiled: write");
                assertThat(statement.calls()).isEqualTo(ROWS);
                assertThat(statement.total()).isPositive();
            });
        }
        assertThat(server.diskBytes().orElseThrow()).isPositive();
    }

    @Test
    void oneThatWasFoundKeepsNothingOfOurs() {
        CassandraAddress address = shared("found");
        CassandraServer server = CassandraServer.running(Provision.EXTERNAL, address);
        write(address, "profiled");
        try (Profiler profiler = server.profiler(List::of)) {
            profiler.start();
            write(address, "profiled");
            assertThat(profiler.top(10))
                    .isEqualTo(new DatabaseLoad(
                            "system_views.local_*_latency",
                            "calls",
                            List.of(new DatabaseLoad.Statement("profiled: write", ROWS, ROWS))));
        }
        assertThat(server.diskBytes()).isPresent();
        assertThat(server.process()).isEmpty();
        server.close();
        try (CassandraClient client = CassandraClient.open(address)) {
            assertThat(client.query("SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = 'found'"))
                    .isEmpty();
        }
    }

    @Test
    void theBareDriversTableIsGoneAfterwards() {
        DatabaseServer server = SharedCassandra.server();
        assertThat(server.bareCreatesPerSecond(Duration.ofMillis(200), Duration.ofMillis(500)))
                .isPositive();
        try (CassandraClient client =
                CassandraClient.open(SharedCassandra.server().address())) {
            assertThat(client.query("SELECT keyspace_name FROM system_schema.keyspaces").stream()
                            .map(row -> row.getString(0)))
                    .noneMatch(name -> name.endsWith("_bare"));
        }
    }

    @Test
    void oneThatDoesNotAnswerIsNamed() {
        CassandraAddress nobody =
                new CassandraAddress("127.0.0.1:9", "datacenter1", "k", 1, "cassandra", Optional.empty());
        CassandraServer server = CassandraServer.running(Provision.EXTERNAL, nobody);
        assertThatThrownBy(server::diskBytes)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("127.0.0.1:9");
    }
}
