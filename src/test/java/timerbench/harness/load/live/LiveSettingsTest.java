package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        "live.otlp, 127.0.0.1:4318, 'otlp: got \"127.0.0.1:4318\", wanted the URL of a collector'",
        "live.otlp, grpc://127.0.0.1:4317, 'such as http://127.0.0.1:4318'",
        "live.otlp, 'http://collector:4318:1', 'wanted the URL of a collector'",
        "live.otlp, 'http://collector:99999', 'wanted the URL of a collector'",
        "live.otlp, 'http://', 'wanted the URL of a collector'",
        "live.prot, 1, 'did you mean'"
    })
    void aWrongValueIsRefusedByItsName(String key, String value, String message) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("timerbench.live")
                .hasMessageContaining(message);
    }

    @Test
    void theMetricsOfACollectorAreAtItsUsualPathUnlessTheUrlHasOne() {
        assertThat(LiveSettings.of(Settings.load()).pushTo()).isEmpty();
        assertThat(with("live.otlp", "http://c:4318").pushTo()).contains(URI.create("http://c:4318/v1/metrics"));
        assertThat(with("live.otlp", "https://c/").pushTo()).contains(URI.create("https://c/v1/metrics"));
        assertThat(with("live.otlp", "http://c/api/v1/otlp/v1/metrics").pushTo())
                .contains(URI.create("http://c/api/v1/otlp/v1/metrics"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:hidden@c:4318", "http://c:4318/?token=hidden"})
    void anAddressWithASecretIsRefusedAndNotQuoted(String url) {
        assertThatThrownBy(() -> with("live.otlp", url))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS")
                .hasMessageNotContaining("hidden");
    }
}
