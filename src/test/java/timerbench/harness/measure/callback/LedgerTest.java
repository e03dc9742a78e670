package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Part;

class LedgerTest extends LedgerScript {
    @Test
    void latenessIsTheTimeFromExecuteAtToTheFirstArrival() {
        create("t");
        clock.moveTo(due.plusNanos(1_234_000));
        arrive("t", 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(1_234);
        assertThat(report.early()).isEmpty();
    }

    @Test
    void aCallbackLongAfterItsInstantIsLate() {
        create("a");
        create("b");
        clock.moveTo(due.plusMillis(100));
        arrive("a", 1, SUCCESS);
        clock.moveTo(due.plusNanos(100_001_000));
        arrive("b", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.LATE, 1L));
    }

    @Test
    void anEarlyCallbackCountsApartAndIsNotClamped() {
        create("t");
        clock.moveTo(due.minusNanos(5_000));
        arrive("t", 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.EARLY, 1L));
        assertThat(report.lateness()).isEmpty();
        assertThat(report.early().map(Distribution::max)).contains(5L);
    }

    @Test
    void aTimerWithoutCallbackIsLostAndNamed() {
        create("t");
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.LOST, 1L));
        assertThat(report.examples().get(CallbackOutcome.LOST)).containsExactly("g/t at " + due);
        assertThat(report.violations()).isEqualTo(Map.of(CallbackOutcome.LOST, Map.of(second(due), 1L)));
        assertThat(events).extracting(Ledger.Event::outcome).containsExactly(CallbackOutcome.LOST);
    }

    @Test
    void aTimerThatIsNotDueAtTheEndIsPending() {
        ledger.created("g", "t", clock.in(Duration.ofHours(1)), 3, true);
        assertThat(ledger.outstandingBy(clock.in(Duration.ofMinutes(59)))).isZero();
        assertThat(ledger.outstandingBy(clock.in(Duration.ofHours(1)))).isEqualTo(1);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.PENDING, 1L));
    }

    @Test
    void aDuplicateAndALossDoNotHideEachOther() {
        create("a");
        create("b");
        clock.moveTo(due);
        arrive("a", 1, SUCCESS);
        clock.move(Duration.ofMillis(3));
        arrive("a", 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report))
                .isEqualTo(
                        Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.DUPLICATE, 1L, CallbackOutcome.LOST, 1L));
        assertThat(report.violations())
                .isEqualTo(Map.of(
                        CallbackOutcome.DUPLICATE,
                        Map.of(second(due.plusMillis(3)), 1L),
                        CallbackOutcome.LOST,
                        Map.of(second(due), 1L)));
        Ledger.Event duplicate = events.get(1);
        assertThat(duplicate.outcome()).isEqualTo(CallbackOutcome.DUPLICATE);
        assertThat(duplicate.succeededAt()).contains(due);
        assertThat(report.lateness().orElseThrow().count()).as("only the first").isEqualTo(1);
    }

    @Test
    void aRetryIsNotADuplicate() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, FAILURE);
        assertThat(ledger.outstandingBy(due)).isEqualTo(1);
        arrive("t", 2, FAILURE);
        arrive("t", 3, SUCCESS);
        assertThat(ledger.outstandingBy(due)).isZero();
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.RETRY, 2L));
    }

    @Test
    void aFailedAttemptThatIsSentAgainIsARetry() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, FAILURE);
        arrive("t", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.RETRY, 1L));
    }

    @Test
    void aRetryThatNeverComesIsALoss() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, FAILURE);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void afterTheLastAttemptNothingIsOutstanding() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, FAILURE);
        arrive("t", 2, FAILURE);
        arrive("t", 3, FAILURE);
        assertThat(ledger.outstandingBy(due)).isZero();
        arrive("t", 4, SUCCESS);
        assertThat(counts(settle()))
                .isEqualTo(
                        Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.RETRY, 2L, CallbackOutcome.DUPLICATE, 1L));
    }

    @Test
    void aCallbackAfterARefusalIsADuplicate() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, new Reply.Refusal());
        arrive("t", 2, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.DUPLICATE, 1L));
    }

    @Test
    void aCallbackForATimerThatWasNeverCreatedIsUnknown() {
        clock.moveTo(due);
        arrive("stranger", 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.UNKNOWN, 1L));
        assertThat(report.examples().get(CallbackOutcome.UNKNOWN)).containsExactly("g/stranger at " + due);
    }

    @Test
    void aRescheduledTimerIsDueAgain() {
        create("t");
        clock.moveTo(due);
        Instant next = due.plusSeconds(2);
        arrive("t", 1, new Reply.Again(next));
        assertThat(ledger.outstandingBy(next)).isEqualTo(1);
        clock.moveTo(next.plusMillis(7));
        arrive("t", next, 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(7_000);
    }

    @Test
    void aTargetMayKeepTheInstantOfARescheduledTimerAndCountItsAttemptsOn() {
        create("t");
        clock.moveTo(due);
        Instant next = due.plusSeconds(2);
        arrive("t", 1, new Reply.Again(next));
        arrive("t", 1, SUCCESS);
        clock.moveTo(next.plusMillis(7));
        arrive("t", 2, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L, CallbackOutcome.DUPLICATE, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(7_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aTargetThatDiedBeforeItStoredANewInstantSendsTheAttemptAgainAndLosesNothing(int attempt) {
        create("t");
        clock.moveTo(due);
        if (attempt == 2) {
            arrive("t", 1, FAILURE);
        }
        Instant next = due.plusSeconds(2);
        arrive("t", attempt, new Reply.Again(next));
        clock.moveTo(next.plusSeconds(7));
        arrive("t", attempt, SUCCESS);
        assertThat(ledger.outstandingBy(next)).isZero();
        assertThat(counts(settle()))
                .isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.RETRY, (long) attempt));
    }

    @Test
    void aRescheduledTimerThatComesTooSoonIsEarly() {
        create("t");
        clock.moveTo(due);
        Instant next = due.plusSeconds(2);
        arrive("t", 1, new Reply.Again(next));
        clock.moveTo(next.minusMillis(1));
        arrive("t", next, 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.EARLY, 1L));
    }

    @Test
    void theWarmUpsLatenessIsInNoFigureButItsLossesAre() {
        ledger.created("g", "a", due, 3, false);
        ledger.created("g", "b", due, 3, false);
        clock.moveTo(due.plusSeconds(1));
        arrive("a", 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.LATE, 1L, CallbackOutcome.LOST, 1L));
        assertThat(report.lateness()).isEmpty();
        assertThat(events).noneMatch(Ledger.Event::counted);
    }

    @Test
    void theLatenessOfEachGroupIsThatOfItsFirstCallbacks() {
        ledger.created("large", "a", due, 3, true);
        ledger.created("large", "b", due, 3, true);
        ledger.created("small", "a", due, 3, true);
        ledger.created("small", "early", due, 3, true);
        ledger.created("warm-up", "a", due, 3, false);
        clock.moveTo(due.minusMillis(1));
        arriveIn("small", "early");
        clock.moveTo(due.plusMillis(5));
        arriveIn("large", "a");
        arriveIn("large", "a");
        arriveIn("small", "a");
        arriveIn("warm-up", "a");
        clock.moveTo(due.plusMillis(15));
        arriveIn("large", "b");
        List<Part> groups = settle().largestGroups();
        assertThat(groups).extracting(Part::name).containsExactly("large", "small");
        assertThat(groups).extracting(part -> part.fired().orElseThrow()).containsExactly(2L, 1L);
        assertThat(groups)
                .extracting(part -> part.lateness().orElseThrow().mean())
                .containsExactly(10_000.0, 5_000.0);
    }

    private void arriveIn(String group, String id) {
        ledger.arrived(new Receiver.Callback(group, id, due, 1), clock.instant(), SUCCESS);
    }

    @Test
    void secondsAndTheTimeToDrainAreReported() {
        create("a");
        create("b");
        create("c");
        clock.moveTo(due.plusMillis(10));
        arrive("a", 1, SUCCESS);
        arrive("b", 1, SUCCESS);
        clock.moveTo(due.plusMillis(1_020));
        arrive("c", 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(LatenessSecond.csv(report.seconds()))
                .containsExactly(
                        "second,callbacks,p50_us,p99_us,max_us",
                        "2030-01-01T00:00:01Z,2,10007,10007,10007",
                        "2030-01-01T00:00:02Z,1,1020415,1020415,1020415");
        assertThat(report.execution().orElseThrow().timeToDrain()).isEqualTo(Duration.ofMillis(1_020));
    }

    @Test
    void aLastAttemptThatFailedAndIsSentAgainIsARetry() {
        ledger.created("g", "t", due, 1, true);
        clock.moveTo(due);
        arrive("t", 1, FAILURE);
        arrive("t", 1, FAILURE);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.RETRY, 1L));
    }
}
