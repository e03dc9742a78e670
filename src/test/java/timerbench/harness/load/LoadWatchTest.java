package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import timerbench.settings.SettingsException;

class LoadWatchTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final LoadWatch watch = new LoadWatch(now::get, new LoadWatch.Settings(Duration.ofMinutes(2)));

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void aLoadThatNeverBeginsIsStalled() {
        pass(Duration.ofMinutes(2));
        assertThat(watch.stalled()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(watch.stalled()).get().asString().startsWith("nothing was sent or answered for 121 s: Gatling has");
    }

    @Test
    void aSignOfLifeStartsTheWaitAnew() {
        pass(Duration.ofMinutes(2));
        watch.sign();
        pass(Duration.ofMinutes(2));
        assertThat(watch.stalled()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(watch.stalled()).isPresent();
    }

    @Test
    void aRequestThatWaitsForItsAnswerIsNoStall() {
        LoadWatch.Settings settings = new LoadWatch.Settings(Duration.ofSeconds(60));
        assertThat(settings.over(Duration.ofSeconds(59))).isSameAs(settings);
        assertThatThrownBy(() -> settings.over(Duration.ofSeconds(60)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "timerbench.load.stallTimeout must be longer than gatling.http.requestTimeout (60 s), was 60 s");
    }
}
