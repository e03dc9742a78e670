package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.OpenPlan;
import timerbench.harness.measure.LoadCounts;

class ProgressTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final OpenPlan plan = OpenPlan.of(
            "create", new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100));
    private final LoadCounts counts = new LoadCounts(plan.warmUp(), plan.total(), InstantSource.system());
    private long owed;
    private final Progress progress = new Progress(plan, counts, () -> owed);

    private void answer(int count, boolean failed) {
        for (int i = 0; i < count; i++) {
            counts.answered(false, failed);
        }
    }

    @Test
    void theRateGotIsThatSinceTheLineBefore() {
        answer(50, false);
        assertThat(progress.line(START, START.plusSeconds(5)))
                .isEqualTo("ramp      29 s left  asked    19/s  got    10/s  50 requests, 0 errors");
        answer(195, false);
        answer(5, true);
        assertThat(progress.line(START, START.plusSeconds(15)))
                .isEqualTo("hold      19 s left  asked   100/s  got    20/s  250 requests, 5 errors");
    }

    @Test
    void afterItsTimeNothingIsAskedForAndNoTimeIsLeft() {
        assertThat(progress.line(START, START.plusSeconds(40)))
                .isEqualTo("drain      0 s left  asked     0/s  got     0/s  0 requests, 0 errors");
        owed = 7;
        assertThat(progress.line(START, START.plusSeconds(41))).endsWith("0 errors, 7 callbacks owed");
    }

    @Test
    void aClosedLoadAsksForNoRate() {
        ClosedPlan closed = new ClosedPlan(5, Duration.ofSeconds(4), Duration.ofSeconds(10));
        assertThat(new Progress(closed, counts, () -> 0).line(START, START.plusSeconds(5)))
                .isEqualTo("hold       9 s left  got     0/s  0 requests, 0 errors");
    }
}
