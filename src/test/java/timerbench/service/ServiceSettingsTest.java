package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import timerbench.settings.Settings;

class ServiceSettingsTest {
    @Test
    void aDeadInstancesShardsAreTakenOverWithinTenSeconds() {
        ServiceSettings defaults = Settings.load().read("service", ServiceSettings.class);
        // Another beats five times a term, and reads what is due three times a look-ahead.
        Duration longest = defaults.leaseTerm()
                .plus(defaults.leaseTerm().dividedBy(5))
                .plus(defaults.lookAhead().dividedBy(3));
        assertThat(longest).isLessThan(Duration.ofSeconds(10));
    }
}
