package timerbench.harness.load.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateTrialsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RateLimits LIMITS = new RateLimits(SECOND, SECOND, 0);

    private final Pacer pacer = new Pacer(System.nanoTime());
    private long outstanding;

    private RateTrials trials(double start, double most) {
        return trials(start, most, Duration.ZERO);
    }

    private RateTrials trials(double start, double most, Duration due) {
        StepTiming timing = new StepTiming(SECOND, Duration.ZERO, SECOND, due, Duration.ZERO);
        RateSearch search = new RateSearch(new RateRange(start, 2, 0.5, most, 1 / 16.0));
        return new RateTrials(search, timing, LIMITS, () -> outstanding, pacer);
    }

    /** Tries the next rate, with this many answers, of which none fails. */
    private static String step(RateTrials trials, int answers) {
        trials.changeRate();
        trials.beginStep(SECOND);
        for (int i = 0; i < answers; i++) {
            trials.step().orElseThrow().answered(1_000, true);
        }
        trials.endStep();
        return trials.judge();
    }

    @Test
    void aRateHoldsIfAllItsRequestsAreAnsweredAndTheHighestEndsTheSearch() {
        RateTrials trials = trials(10, 20);
        assertThat(step(trials, 10)).endsWith("meets the limits");
        assertThat(trials.isDone()).isFalse();
        assertThat(step(trials, 20)).endsWith("meets the limits");
        assertThat(trials.isDone()).isTrue();
        assertThat(trials.held()).contains(20.0);
        assertThat(trials.broke()).isEmpty();
        assertThat(trials.tried()).hasSize(2);
    }

    @Test
    void aCallbackThatIsLostBreaksItsOwnRateAndNoLaterOne() {
        RateTrials trials = trials(10, 20);
        outstanding = 1;
        assertThat(step(trials, 10)).contains("1 lost");
        assertThat(step(trials, 10)).as("the same rate once more").endsWith("meets the limits");
    }

    @Test
    void nothingIsSentBetweenSteps() {
        RateTrials trials = trials(10, 20);
        trials.changeRate();
        assertThat(pacer.turn()).isPresent();
        trials.beginStep(SECOND);
        trials.endStep();
        assertThat(pacer.turn()).isEmpty();
    }

    @Test
    void aStepThatIsDroppedHasNoVerdict() {
        RateTrials trials = trials(10, 20);
        trials.changeRate();
        trials.beginStep(SECOND);
        assertThat(trials.step()).isPresent();
        trials.dropStep();
        assertThat(trials.step()).isEmpty();
        assertThat(trials.tried()).isEmpty();
        assertThat(trials.begun()).containsExactly(Map.entry(SECOND, "10/s"));
    }

    @Test
    void itDrainsUntilTheLastTimerOfTheStepIsDue() {
        RateTrials soon = trials(10, 20);
        RateTrials later = trials(10, 20, Duration.ofHours(1));
        for (RateTrials trials : new RateTrials[] {soon, later}) {
            trials.changeRate();
            trials.beginStep(SECOND);
            trials.endStep();
        }
        assertThat(soon.isDraining()).isFalse();
        assertThat(later.isDraining()).isTrue();
    }
}
