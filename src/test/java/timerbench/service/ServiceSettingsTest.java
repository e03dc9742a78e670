package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.timer.Dialect;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class ServiceSettingsTest {
    private static final String DIALECT = "timerbench.service.dialect";
    private static final String KEYSPACE = "timerbench.service.cassandra.keyspace";

    private static ServiceSettings settings() {
        return Settings.load().readPart("service", ServiceSettings.class);
    }

    private static ServiceSettings speaking(String dialect) {
        return Settings.load().with(Map.of(DIALECT, dialect)).readPart("service", ServiceSettings.class);
    }

    @Test
    void aDeadInstancesShardsAreTakenOverWithinTenSeconds() {
        ServiceSettings defaults = settings();
        // Another beats five times a term, and reads what is due three times a look-ahead.
        Duration longest = defaults.leaseTerm()
                .plus(defaults.leaseTerm().dividedBy(5))
                .plus(defaults.lookAhead().dividedBy(3));
        assertThat(longest).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void theDialectIsGroupsUnlessAnotherIsSet() {
        assertThat(settings().api().dialect()).isEqualTo(Dialect.GROUPS);
        assertThat(settings().engine().dialect()).isEqualTo(Dialect.GROUPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"durable-timer", "Durable-Timer"})
    void theApiAndTheCallbacksSpeakTheDialectThatIsSet(String set) {
        assertThat(speaking(set).api().dialect()).isEqualTo(Dialect.DURABLE_TIMER);
        assertThat(speaking(set).engine().dialect()).isEqualTo(Dialect.DURABLE_TIMER);
    }

    @ParameterizedTest
    @CsvSource({"esperanto, ''", "durable_timer, ; did you mean durable-timer?"})
    void anUnknownDialectIsAnErrorThatListsThem(String unknown, String question) {
        assertThatThrownBy(() -> speaking(unknown))
                .hasMessage("timerbench.service.dialect: got \"" + unknown + "\", wanted one of durable-timer, groups"
                        + question);
    }

    @Test
    void theBlockOfADatabaseThatIsNotChosenIsCheckedToo() {
        Settings memory = Settings.load().with(Map.of("timerbench.database", "memory", KEYSPACE, "Not a keyspace"));
        assertThatThrownBy(() -> Database.open(memory, settings()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("timerbench.service.cassandra: the keyspace must be");
    }
}
