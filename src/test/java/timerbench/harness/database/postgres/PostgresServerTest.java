package timerbench.harness.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import timerbench.harness.database.Profiler;
import timerbench.harness.database.Provision;
import timerbench.harness.result.DatabaseLoad;
import timerbench.service.store.postgres.PostgresStore;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerTest {
    private final PostgresServer server = PostgresServer.start(Map.of("fsync", "off"), Duration.ofSeconds(60));

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
        assertThat(server.serviceEnvironment()).isEmpty();
    }

    @Test
    void settingsThatAreHandedOverOverrideItsOwn() {
        try (PostgresStore store = Stores.of(server)) {
            assertThat(store.info().durability())
                    .containsEntry("fsync", "off")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
        }
    }

    @Test
    void itTellsWhatTookTheMostSinceTheStartOnly() {
        try (PostgresStore store = Stores.of(server);
                Profiler profiler = server.profiler(List::of)) {
            store.delete(List.of(Stores.timer(0).key()));
            profiler.start();
            store.put(IntStream.range(0, 1_000).mapToObj(Stores::timer).toList());
            store.put(List.of(Stores.timer(0)));
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
        try (PostgresStore store = Stores.of(server)) {
            long before = server.diskBytes().orElseThrow();
            store.put(IntStream.range(10_000, 12_000).mapToObj(Stores::timer).toList());
            assertThat(server.diskBytes().orElseThrow() - before).isGreaterThan(2_000 * 100);
        }
    }

    @Test
    void theBareDriverLeavesNothing() {
        long before = server.diskBytes().orElseThrow();
        assertThat(server.bareCreatesPerSecond(Duration.ofMillis(100), Duration.ofMillis(300)))
                .isPositive();
        assertThat(server.diskBytes()).hasValue(before);
    }
}
