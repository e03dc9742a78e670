package timerbench.harness.targets.database.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.service.FakeMongoDb;
import timerbench.service.store.Store;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.Shards;

/**
 * What does not need MongoDB itself. What stands in for it here has no profiler and no sizes: {@link RealMongoDbTest}
 * has.
 */
class ExternalMongoDbTest {
    @AutoClose
    private final FakeMongoDb server = new FakeMongoDb();

    private ExternalMongoDb open() {
        return ExternalMongoDb.open(server.uri(), "", Optional.empty());
    }

    private List<String> databases() {
        try (MongoClient client = MongoClients.create(server.uri())) {
            return client.listDatabaseNames().into(new ArrayList<>()).stream()
                    .filter(name -> name.startsWith("timerbench_"))
                    .toList();
        }
    }

    @Test
    void aRunHasADatabaseOfItsOwnThatIsGoneAfterwards() {
        try (ExternalMongoDb external = open()) {
            String database = external.serviceSettings().get("timerbench.service.mongodb.database");
            MongoDbSettings settings = new MongoDbSettings(
                    external.serviceSettings().get("timerbench.service.mongodb.uri"),
                    Optional.empty(),
                    database,
                    1,
                    Duration.ofSeconds(10));
            try (Store store = MongoDbStore.open(settings, new Shards(4))) {
                store.connection().check();
            }
            assertThat(databases()).containsExactly(database);
            assertThat(external.provision()).isEqualTo(Provision.EXTERNAL);
        }
        assertThat(databases()).isEmpty();
    }

    @Test
    void twoRunsDoNotShareAndClosingOneTwiceIsHarmless() {
        try (ExternalMongoDb one = open()) {
            ExternalMongoDb other = open();
            assertThat(one.serviceSettings()).isNotEqualTo(other.serviceSettings());
            other.close();
            other.close();
            assertThat(databases()).hasSize(1);
        }
    }

    @Test
    void whatOnlySpeaksTheProtocolIsAnEmulator() {
        try (ExternalMongoDb external = open()) {
            assertThat(external.isEmulator()).isTrue();
        }
    }

    @Test
    void theBareDriverLeavesNothing() {
        try (ExternalMongoDb external = open()) {
            assertThat(external.bareCreatesPerSecond(Duration.ofMillis(100), Duration.ofMillis(200)))
                    .isPositive();
            List<String> left =
                    external.address().call(own -> own.listCollectionNames().into(new ArrayList<>()));
            assertThat(left).containsExactly("made_by_timer_bench");
        }
    }

    @Test
    void aServerThatDoesNotProfileSaysWhatItNeeds() {
        try (ExternalMongoDb external = open();
                var profiler = external.profiler(List::of)) {
            assertThatThrownBy(profiler::start)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(server.host())
                    .hasMessageContaining("dbAdmin");
        }
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> ExternalMongoDb.open("mongodb://jane:swordfish@127.0.0.1:1", "", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATABASE_PASSWORD")
                .hasMessageNotContaining("swordfish");
    }
}
