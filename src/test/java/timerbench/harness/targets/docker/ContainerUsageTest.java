package timerbench.harness.targets.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.BlkioStatEntry;
import com.github.dockerjava.api.model.StatisticNetworksConfig;
import com.github.dockerjava.api.model.Statistics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.targets.database.postgres.PostgresSource;

/** What is measured of a container, and what Docker's engine reports of it: its code for that is cAdvisor's, too. */
@EnabledOnOs(OS.LINUX)
class ContainerUsageTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final double LEAST_SHARE = 0.02;
    private static final Map<String, String> SECRETS = Map.of("POSTGRES_PASSWORD", "secret");

    /** Counters of the engine. */
    private record Engine(double cpuSeconds, double workingSetMb, long received, long sent, long read, long written) {
        static Engine of(String container) throws Exception {
            CompletableFuture<Statistics> answer = new CompletableFuture<>();
            DockerEngine.client().statsCmd(container).withNoStream(true).exec(new ResultCallback.Adapter<Statistics>() {
                @Override
                public void onNext(Statistics next) {
                    answer.complete(next);
                }
            });
            return of(answer.get(30, TimeUnit.SECONDS));
        }

        private static Engine of(Statistics statistics) {
            var memory = statistics.getMemoryStats();
            var kinds = memory.getStats();
            long inactive = Optional.ofNullable(kinds.getTotalInactiveFile()).orElseGet(kinds::getInactiveFile);
            return new Engine(
                    statistics.getCpuStats().getCpuUsage().getTotalUsage() / 1e9,
                    (memory.getUsage() - inactive) / 1e6,
                    statistics.getNetworks().values().stream()
                            .mapToLong(StatisticNetworksConfig::getRxBytes)
                            .sum(),
                    statistics.getNetworks().values().stream()
                            .mapToLong(StatisticNetworksConfig::getTxBytes)
                            .sum(),
                    blocks(statistics, "read"),
                    blocks(statistics, "write"));
        }

        private static long blocks(Statistics statistics, String operation) {
            return Optional.ofNullable(statistics.getBlkioStats().getIoServiceBytesRecursive()).stream()
                    .flatMap(entries -> entries.stream())
                    .filter(entry -> entry.getOp().toLowerCase(Locale.ROOT).equals(operation))
                    .mapToLong(BlkioStatEntry::getValue)
                    .sum();
        }
    }

    /** Uses processor, memory, network and disk. */
    private static void work(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE work AS SELECT g, md5(g::text) FROM generate_series(1, 300000) g");
        for (int i = 0; i < 20; i++) {
            statement.executeQuery("SELECT repeat('x', 1000000)").close();
        }
        statement.execute("CHECKPOINT");
    }

    private static Connection connection(DatabaseContainer container) throws SQLException {
        String url = "jdbc:postgresql://" + container.host() + ":" + container.port() + "/postgres";
        return DriverManager.getConnection(url, "postgres", "secret");
    }

    private static Offset<Double> nearly(double value, double atLeast) {
        return within(Math.max(atLeast, value * LEAST_SHARE));
    }

    @Test
    void whatAContainerUsedIsWhatTheEngineReports() throws Exception {
        String image = Docker.postgresImage();
        try (DatabaseContainer container =
                        DatabaseContainer.start(PostgresSource.IMAGE, image, ContainerLimits.NONE, SECRETS, TIMEOUT);
                // Open until both have read: the memory of its process is given back when it is closed.
                Connection connection = connection(container);
                Statement statement = connection.createStatement()) {
            ProcessHandle process = container.process().orElseThrow();
            ProcessMonitor monitor = new ProcessMonitor(() -> Map.of("database", List.of(process)));
            Engine before = Engine.of(container.id());
            monitor.restart();
            work(statement);
            ProcessMonitor.Usage usage = monitor.stop().get("database");
            Engine after = Engine.of(container.id());

            assertThat(usage.source().orElseThrow())
                    .matches("cgroup v[12] of container " + container.id().substring(0, 12));
            double cpu = after.cpuSeconds() - before.cpuSeconds();
            assertThat(usage.cpuSeconds()).isPositive().isCloseTo(cpu, nearly(cpu, 0.1));
            assertThat(usage.lastWorkingSetMb().orElseThrow())
                    .isCloseTo(after.workingSetMb(), nearly(after.workingSetMb(), 5));
            assertSame(usage, Traffic.NETWORK_SENT, after.sent() - before.sent());
            assertThat(usage.bytes(Traffic.NETWORK_SENT).orElseThrow()).isGreaterThan(20_000_000);
            assertSame(usage, Traffic.NETWORK_RECEIVED, after.received() - before.received());
            // Where the kernel does not count for lack of a limit, the engine reports 0.
            assertSame(usage, Traffic.DISK_READ, after.read() - before.read());
            assertSame(usage, Traffic.DISK_WRITTEN, after.written() - before.written());
        }
    }

    private static void assertSame(ProcessMonitor.Usage usage, Traffic traffic, long engine) {
        assertThat((double) usage.bytes(traffic).orElse(0L))
                .as(traffic.metric())
                .isCloseTo((double) engine, nearly((double) engine, 200_000));
    }
}
