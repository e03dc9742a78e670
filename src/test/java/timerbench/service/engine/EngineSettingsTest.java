package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Slowdown;

class EngineSettingsTest {
    private static final Duration TERM = Duration.ofSeconds(5);
    private static final Duration AHEAD = Duration.ofMillis(750);

    @Test
    void anInstanceBeatsAndReadsSeveralTimesBeforeItIsTooLate() {
        EngineSettings settings = new EngineSettings(1, TERM, AHEAD, Dialect.GROUPS, Slowdown.NONE);
        assertThat(settings.beatPeriod()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.readPeriod()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThatThrownBy(() -> new EngineSettings(0, TERM, AHEAD, Dialect.GROUPS, Slowdown.NONE))
                .hasMessage("callbacks must be at least 1, was 0");
        assertThatThrownBy(() -> new EngineSettings(1, Duration.ofMillis(10), AHEAD, Dialect.GROUPS, Slowdown.NONE))
                .hasMessage("leaseTerm must be at least 1s, was PT0.01S");
        assertThatThrownBy(() -> new EngineSettings(1, TERM, Duration.ofMillis(1), Dialect.GROUPS, Slowdown.NONE))
                .hasMessage("lookAhead must be at least 3ms, was PT0.001S");
    }
}
