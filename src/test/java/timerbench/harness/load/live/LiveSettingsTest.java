package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class LiveSettingsTest {
    private static LiveSettings with(String key, String value) {
        return LiveSettings.of(Settings.load().with(Map.of(Settings.key(key), value)));
    }

    @Test
    void thereIsNoEndpointUnlessItIsAskedFor() {
        assertThat(LiveSettings.of(Settings.load()).listenOn()).isEmpty();
        assertThat(with("live.port", "0").listenOn()).hasValue(0);
        assertThat(with("live.port", "9095").listenOn()).hasValue(9095);
    }

    @ParameterizedTest
    @CsvSource({
        "live.port, 65536, '0 to 65535, or empty, was \"65536\"'",
        "live.port, -1, 'was \"-1\"'",
        "live.port, 999999, 'was \"999999\"'",
        "live.port, http, 'was \"http\"'",
        "live.host, '', 'host must be an address of this machine'",
        "live.linger, -1s, 'wanted a duration'",
        "live.linger, soon, 'timerbench.live.linger'",
        "live.prot, 1, 'did you mean'"
    })
    void aWrongValueIsRefusedByItsName(String key, String value, String message) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("timerbench.live")
                .hasMessageContaining(message);
    }
}
