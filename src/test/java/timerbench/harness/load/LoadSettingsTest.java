package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.settings.Settings;

class LoadSettingsTest {
    private static Map<String, Object> of(Map<String, String> given) {
        return LoadSettings.of(Settings.load().with(given), "creation");
    }

    @Test
    void aHotGroupIsPartOfTheLoadAndTheDefaultIsNotMentioned() {
        assertThat(of(Map.of("timerbench.timers.hotGroup", "0.3")))
                .containsEntry("timers.hotGroup", "0.3")
                .containsKey("targetRate");
        assertThat(of(Map.of("timerbench.timers.hotGroup", "0"))).isEqualTo(of(Map.of()));
    }

    @Test
    void anotherSeedAndAddressAreTheSameLoad() {
        assertThat(of(Map.of("timerbench.timers.seed", "7", "timerbench.timers.callbackUrl", "http://127.0.0.1:9/x")))
                .isEqualTo(of(Map.of()));
    }
}
