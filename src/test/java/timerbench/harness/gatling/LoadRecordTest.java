package timerbench.harness.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.result.Period;
import timerbench.harness.result.WarmUp;

class LoadRecordTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final LoadPhases PHASES =
            new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100);

    private static Optional<Period> hold(long endSecond, Optional<String> cutShortBy) {
        return new LoadRecord(PHASES, START, START.plusSeconds(endSecond), new WarmUp(1, 0), Map.of(), cutShortBy)
                .hold();
    }

    @Test
    void aHoldLastsItsTimeEvenIfTheLastAnswersComeLater() {
        assertThat(hold(36, Optional.empty())).contains(new Period(START.plusSeconds(14), START.plusSeconds(34)));
    }

    @Test
    void theHoldOfALoadCutShortEndsWithIt() {
        assertThat(hold(20, Optional.of("gone"))).contains(new Period(START.plusSeconds(14), START.plusSeconds(20)));
    }

    @Test
    void aLoadCutShortBeforeItsHoldHasNone() {
        assertThat(hold(14, Optional.of("gone"))).isEmpty();
    }
}
