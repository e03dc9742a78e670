package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.fault.FaultKind;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class DatabasesTest {
    @ParameterizedTest
    @CsvSource({
        "embedded.postgres, fsync, timerbench.embedded: postgres: got \"fsync\"",
        "embedded.commitlogSync, never, timerbench.embedded.commitlogSync: got \"never\"",
        "external.cassandra.replicas, many, timerbench.external.cassandra.replicas: got \"many\"",
        "docker.database.memory, 2 bags, timerbench.docker.database: memory: got \"2 bags\""
    })
    void aWrongSettingOfADatabaseThatIsNotChosenIsAnErrorToo(String name, String value, String message) {
        Settings settings = Settings.load().with(Map.of(Settings.key(name), value));
        assertThatThrownBy(() -> Databases.start(settings, Product.MEMORY))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(message);
    }

    private static Settings with(String database, String provision) {
        return Settings.load().with(Map.of(Settings.key("database"), database, Settings.key("provision"), provision));
    }

    @ParameterizedTest
    @CsvSource({
        "memory,    embedded, KILL,    name a database",
        "postgres,  external, KILL,    use the kind command",
        "cassandra, external, STOP,    use the kind command",
        "cassandra, embedded, KILL,    with timerbench.provision=docker everything is possible",
        "cassandra, embedded, RESTART, does not keep its tables over its end",
        "dynamodb,  embedded, KILL,    keeps its tables in memory",
        "dynamodb,  docker,   RESTART, it can be stopped",
        "cassandra, docker,   SLOW,    goes past a link",
        "dynamodb,  external, CUT,     must be like http://host:8000"
    })
    void aFaultThatIsNotPossibleIsRefusedAndTheMessageSaysWhatIs(
            String database, String provision, FaultKind kind, String message) {
        assertThatThrownBy(() -> Databases.requireDisturbable(with(database, provision), kind))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("on: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres,  embedded, KILL",
        "postgres,  embedded, RESTART",
        "postgres,  embedded, SLOW",
        "postgres,  docker,   STOP",
        "postgres,  external, CUT",
        "cassandra, embedded, STOP",
        "cassandra, docker,   KILL",
        "mongodb,   docker,   RESTART",
        "mongodb,   docker,   SLOW",
        "dynamodb,  embedded, STOP",
        "dynamodb,  docker,   CUT"
    })
    void aFaultThatIsPossibleIsNotRefused(String database, String provision, FaultKind kind) {
        assertThatCode(() -> Databases.requireDisturbable(with(database, provision), kind))
                .doesNotThrowAnyException();
    }
}
