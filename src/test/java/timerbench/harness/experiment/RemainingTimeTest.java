package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {
    @Test
    void untilARunWasMadeTheyTakeWhatIsExpected() {
        assertThat(new RemainingTime(4, Duration.ofSeconds(20)).text()).isEqualTo("about 80 s");
    }

    @Test
    void thenTheyTakeWhatThoseTookThatWereMade() {
        RemainingTime remaining = new RemainingTime(4, Duration.ofSeconds(20));
        remaining.runTook(Duration.ofMinutes(40));
        remaining.runTook(Duration.ofMinutes(60));
        assertThat(remaining.left()).isEqualTo(Duration.ofMinutes(100));
        assertThat(remaining.text()).isEqualTo("about 1 h 40 min");
    }

    @Test
    void shorterTimesAreToldInMinutes() {
        assertThat(new RemainingTime(10, Duration.ofSeconds(30)).text()).isEqualTo("about 5 min");
    }
}
