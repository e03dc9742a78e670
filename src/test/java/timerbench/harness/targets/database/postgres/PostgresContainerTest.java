package timerbench.harness.targets.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.docker.ContainedDatabase;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.Docker;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;
import timerbench.service.store.Store;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresContainerTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private ContainedDatabase server;

    @BeforeAll
    void start() {
        server = PostgresSource.contained(Docker.postgresImage(), new ContainerLimits("0.5", "256m"), TIMEOUT);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theServiceKeepsItsTimersThereDurably() {
        try (Store store = Stores.of(server)) {
            store.timers().put(List.of(Stores.timer(1)));
            assertThat(store.timers().get(List.of(Stores.timer(1).key())).get(0))
                    .isPresent();
            assertThat(store.info().durability())
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
            assertThat(server.diskBytes().orElseThrow()).isPositive();
        }
    }

    @Test
    void itTellsWhatItDid() {
        try (Store store = Stores.of(server);
                Profiler profiler = server.profiler(List::of)) {
            profiler.start();
            store.timers().put(List.of(Stores.timer(2)));
            assertThat(profiler.top(10).statements())
                    .anyMatch(statement -> statement.text().startsWith("INSERT INTO timer "));
        }
    }

    @Test
    void itIsAskedWithAPasswordThatIsNoSetting() {
        assertThat(server.provision()).isEqualTo(Provision.DOCKER);
        String password = server.serviceEnvironment().get("DATABASE_PASSWORD");
        assertThat(password).hasSizeGreaterThan(20);
        assertThat(server.serviceSettings().toString() + server).doesNotContain(password);
        PostgresAddress without = new PostgresAddress(
                server.serviceSettings().get("timerbench.service.postgres.url"),
                "postgres",
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> without.run("SELECT 1"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("password");
    }

    @Test
    void itTellsItsLimits() {
        assertThat(server.limits()).containsEntry("cpus", "0.5").containsEntry("memory", "256m");
    }

    @Test
    void theBareDriverWritesThere() {
        assertThat(server.bareCreatesPerSecond(Duration.ofMillis(200), Duration.ofMillis(500)))
                .isPositive();
    }

    private PostgresAddress address() {
        return new PostgresAddress(
                server.serviceSettings().get("timerbench.service.postgres.url"),
                "postgres",
                Optional.of(server.serviceEnvironment().get("DATABASE_PASSWORD")),
                Optional.empty());
    }

    private int rows() {
        return address().call(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM kept")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Test
    void itKeepsItsAddressAndItsDataOverAKillAndAnOrderlyEnd() {
        Disturbable disturbed = server.disturbable().orElseThrow();
        address().run("CREATE TABLE kept AS SELECT generate_series(1, 10) AS n");
        for (Runnable end : List.<Runnable>of(disturbed::kill, disturbed::shutDown)) {
            end.run();
            assertThatThrownBy(this::rows).isInstanceOf(DatabaseException.class);
            disturbed.startAgain(TIMEOUT);
            assertThat(rows()).isEqualTo(10);
        }
        address().run("DROP TABLE kept");
    }

    @Test
    void nothingIsAnsweredWhileItIsPaused() throws Exception {
        Disturbable disturbed = server.disturbable().orElseThrow();
        disturbed.stop();
        CompletableFuture<Long> bytes =
                CompletableFuture.supplyAsync(() -> server.diskBytes().orElseThrow());
        assertThatThrownBy(() -> bytes.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        disturbed.resume();
        assertThat(bytes.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isNotNegative();
    }
}
