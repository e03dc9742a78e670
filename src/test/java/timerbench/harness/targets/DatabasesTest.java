package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
