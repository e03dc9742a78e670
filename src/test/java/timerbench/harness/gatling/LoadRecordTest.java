package timerbench.harness.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.MovedClock;
import timerbench.harness.result.LogWriter;
import timerbench.harness.result.Outcome;
import timerbench.harness.result.Period;
import timerbench.harness.result.RequestFigures;

class LoadRecordTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final LoadPhases PHASES =
            new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100);

    private final MovedClock clock = new MovedClock();

    private LoadRecord record(long endSecond, int counted, Optional<String> cutShortBy) {
        OpenPlan plan = OpenPlan.of("create", PHASES);
        LoadCounts counts = new LoadCounts(plan.warmUp(), plan.total(), clock);
        clock.moveTo(START);
        assertThat(counts.begin()).isTrue();
        for (int i = 0; i < counted; i++) {
            counts.answered(false, false);
        }
        return new LoadRecord(plan, counts, START.plusSeconds(endSecond), Map.of(), List.of(), cutShortBy);
    }

    private Optional<Period> hold(long endSecond, Optional<String> cutShortBy) {
        return record(endSecond, 100, cutShortBy).hold();
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
    void aLogThatLacksRequestsIsRefused(@TempDir Path folder) throws IOException {
        LoadRecord record = record(36, 3, Optional.empty());
        LogWriter log = LogWriter.log("3.15.1", "create").ok("create", 0, 1).ok("create", 1, 2);
        RequestFigures two = RequestFigures.read(log.to(folder), record.hold());
        assertThatThrownBy(() -> record.trial(two, Optional.empty())).hasMessage("Gatling's log holds 2 of 3 requests");

        RequestFigures three = RequestFigures.read(log.ok("create", 2, 3).to(folder), record.hold());
        assertThat(record.trial(three, Optional.empty()).outcome()).isEqualTo(Outcome.complete());
    }

    @Test
    void aLoadCutShortBeforeItsHoldHasNone() {
        assertThat(hold(14, Optional.of("gone"))).isEmpty();
    }
}
