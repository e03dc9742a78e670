package simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.DueRange;
import timerbench.settings.Settings;

class ExecutionSettingsTest {
    private final ExecutionSettings settings = Settings.load()
            .with(Map.of("timerbench.profile", "smoke", "timerbench.execution.fill", "8s"))
            .readProfiled("execution", ExecutionSettings.class);

    private static DueRange dueIn(long millis) {
        return new DueRange(Duration.ofMillis(millis), Duration.ofMillis(millis));
    }

    @Test
    void theFillIsAsSetWhereTheWarmUpsTimersMayBeDueSoon() {
        assertThat(settings.fill(dueIn(1_000))).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.warmUp(dueIn(1_000))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theFillIsLongerWhereTheyMayNotAndTheWarmUpAsLong() {
        assertThat(settings.fill(dueIn(6_000))).isEqualTo(Duration.ofSeconds(23));
        assertThat(settings.warmUp(dueIn(6_000))).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.fill(dueIn(1_100))).as("whole seconds").isEqualTo(Duration.ofSeconds(9));
    }
}
