package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class PairedSettingsTest {
    private static PairedSettings with(String name, String value) {
        return Settings.load()
                .with(Map.of("timerbench.gate." + name, value))
                .readProfiled("gate", PairedSettings.class);
    }

    @Test
    void aTargetHoldsAsManyPendingTimersAsTheSettingSays() {
        assertThat(with("users", "24").pending()).isZero();
        assertThat(with("pending", "100000").pending()).isEqualTo(100_000);
    }

    @Test
    void fewerThanNoPendingTimersAreRefused() {
        assertThatThrownBy(() -> with("pending", "-1"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("pending must be at least 0, was -1");
    }
}
