package timerbench.harness.targets.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.service.store.Store;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalPostgresTest {
    private final PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));

    @AfterAll
    void stop() {
        server.close();
    }

    private ExternalPostgres open(String user) {
        return ExternalPostgres.open(server.jdbcUrl(), user, server.password());
    }

    private List<String> column(String query) {
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

    private List<String> placesOfTimers() {
        return column("SELECT schemaname FROM pg_tables WHERE tablename = 'timer'");
    }

    private List<String> schemas() {
        return column("SELECT obj_description(oid) FROM pg_namespace WHERE nspname LIKE 'timerbench\\_%'");
    }

    @Test
    void aRunHasASchemaOfItsOwnThatIsGoneAfterwards() {
        try (ExternalPostgres external = open("postgres")) {
            try (Store store = Stores.of(external)) {
                store.timers().put(List.of(Stores.timer(1)));
                assertThat(store.timers().get(List.of(Stores.timer(1).key())).get(0))
                        .isPresent();
            }
            assertThat(placesOfTimers()).singleElement().asString().startsWith("timerbench_");
            assertThat(schemas()).singleElement().asString().contains("made by timer-bench at 20");
            assertThat(external.diskBytes().orElseThrow()).isPositive();
            assertThat(external.provision()).isEqualTo(Provision.EXTERNAL);
        }
        assertThat(schemas()).isEmpty();
    }

    @Test
    void twoRunsDoNotShareAndClosingOneTwiceIsHarmless() {
        try (ExternalPostgres one = open("postgres")) {
            ExternalPostgres other = open("postgres");
            assertThat(one.serviceSettings()).isNotEqualTo(other.serviceSettings());
            other.close();
            other.close();
            assertThat(schemas()).hasSize(1);
        }
        assertThat(schemas()).isEmpty();
    }

    @Test
    void theBareDriverWritesIntoTheSchema() {
        try (ExternalPostgres external = open("postgres")) {
            assertThat(external.bareCreatesPerSecond(Duration.ofMillis(100), Duration.ofMillis(200)))
                    .isPositive();
            assertThat(column("SELECT 1 FROM pg_tables WHERE tablename = 'bare_timer'"))
                    .isEmpty();
        }
    }

    @Test
    void aServerThatCountsNoStatementsIsToldHowToAndLeftAsItIs() {
        try (ExternalPostgres external = open("postgres")) {
            assertThatThrownBy(() -> external.profiler(List::of).start())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("CREATE EXTENSION pg_stat_statements");
            assertThat(column("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"))
                    .isEmpty();
        }
    }

    @Test
    void aUserWhoMayNotCreateASchemaIsToldWhatIsNeeded() {
        server.address().run("CREATE USER guest PASSWORD '" + server.password().orElseThrow() + "'");
        assertThatThrownBy(() -> open("guest"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining("GRANT CREATE ON DATABASE");
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() ->
                        ExternalPostgres.open(server.jdbcUrl() + "?password=swordfish", "postgres", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATABASE_PASSWORD")
                .hasMessageNotContaining("swordfish");
    }
}
