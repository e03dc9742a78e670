package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.run.CallbackOutcome;

/** Timers that are updated, deleted and created again, and callbacks that cross the answers to these requests. */
class LedgerChangesTest extends LedgerScript {
    @Test
    void aCallbackAfterTheAnswerToItsDeleteIsAViolation() {
        create("t");
        ledger.deleted("g", "t");
        assertThat(ledger.outstandingBy(due)).isZero();
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_DELETE, 1L));
    }

    @Test
    void aCallbackBeforeTheAnswerToItsDeleteIsNotAViolation() {
        create("t");
        clock.moveTo(due);
        Instant arrival = clock.instant();
        clock.move(Duration.ofMillis(1));
        ledger.deleted("g", "t");
        ledger.arrived(new Receiver.Callback("g", "t", due, 1), arrival, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.UNCERTAIN, 1L));
    }

    @Test
    void anUpdatedTimerIsDueAtItsNewInstant() {
        create("t");
        Instant later = due.plusSeconds(5);
        ledger.updated("g", "t", later);
        clock.moveTo(later.plusMillis(2));
        arrive("t", later, 1, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(2_000);
    }

    @Test
    void aCallbackAtTheOldInstantAfterTheAnswerToItsUpdateLeavesTheNewOneOutstanding() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(5));
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_UPDATE, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void aCallbackBeforeTheAnswerToItsUpdateIsAllowedAndTheNewOneStillOutstanding() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        clock.move(Duration.ofMillis(1));
        Instant later = due.plusSeconds(5);
        ledger.updated("g", "t", later);
        assertThat(ledger.outstandingBy(later)).isEqualTo(1);
        clock.moveTo(later);
        arrive("t", later, 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L));
    }

    @Test
    void aCallbackAtTheNewInstantMayComeBeforeTheAnswerToTheUpdate() {
        create("t");
        Instant sooner = due.minusMillis(500);
        clock.moveTo(sooner.plusMillis(1));
        arrive("t", sooner, 1, SUCCESS);
        clock.move(Duration.ofMillis(1));
        ledger.updated("g", "t", sooner);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(1_000);
    }

    @Test
    void aCallbackAtTheNewInstantMayComeBeforeTheAnswerToALaterUpdate() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(5));
        Instant sooner = due.plusSeconds(1);
        clock.moveTo(sooner.plusMillis(1));
        arrive("t", sooner, 1, SUCCESS);
        clock.move(Duration.ofMillis(1));
        ledger.updated("g", "t", sooner);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
    }

    @Test
    void aCallbackAtTheOldInstantIsTheViolationThatItWasWhenItCameWhateverUpdateFollows() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(5));
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        clock.move(Duration.ofMillis(1));
        ledger.updated("g", "t", due.plusSeconds(6));
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_UPDATE, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void aCallbackThatArrivesBeforeTheAnswerToItsCreateIsKnown() {
        clock.moveTo(due.plusMillis(3));
        arrive("t", 1, SUCCESS);
        clock.move(Duration.ofMillis(4));
        create("t");
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max())
                .as("by its own arrival")
                .isEqualTo(3_000);
    }

    @Test
    void aCallbackForAnInstantThatNobodyAskedForIsUnknownAndPaysNothing() {
        create("t");
        clock.moveTo(due);
        arrive("t", due.minusSeconds(1), 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.UNKNOWN, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void aCallbackForAnInstantThatNobodyAskedForIsUnknownThoughTheTimerWasUpdated() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(5));
        clock.moveTo(due.plusSeconds(1));
        arrive("t", due.plusSeconds(1), 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.UNKNOWN, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void anyOfTheInstantsThatWereAskedForBeforeIsAnOldOne() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(1));
        ledger.updated("g", "t", due.plusSeconds(5));
        clock.moveTo(due.plusSeconds(1));
        arrive("t", due, 1, SUCCESS);
        arrive("t", due.plusSeconds(1), 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_UPDATE, 2L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void anOldInstantOfATimerThatWasDeletedSinceIsAnOldOne() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(5));
        ledger.deleted("g", "t");
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_UPDATE, 1L));
    }

    @Test
    void aTimerCreatedAgainHasNoOldInstants() {
        create("t");
        ledger.updated("g", "t", due.plusSeconds(5));
        ledger.created("g", "t", due.plusSeconds(9), 3, true);
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.UNKNOWN, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void anInstantThatIsNeitherTheRescheduledTimersOldOneNorItsNewOneIsUnknown() {
        create("t");
        clock.moveTo(due);
        Instant next = due.plusSeconds(2);
        arrive("t", 1, new Reply.Again(next));
        arrive("t", due.plusSeconds(1), 2, SUCCESS);
        assertThat(counts(settle()))
                .isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.UNKNOWN, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void manyTimersKeepTheirOldInstantsApart() {
        for (int i = 0; i < 2_000; i++) {
            ledger.created("g", "t" + i, due.plusMillis(i), 3, true);
            ledger.updated("g", "t" + i, due.plusSeconds(60));
        }
        clock.moveTo(due.plusSeconds(3));
        for (int i = 0; i < 2_000; i++) {
            arrive("t" + i, due.plusMillis(i), 1, SUCCESS);
            arrive("t" + i, due.plusMillis(i + 1), 1, SUCCESS);
        }
        assertThat(counts(ledger.settle(clock.instant())))
                .isEqualTo(Map.of(
                        CallbackOutcome.AFTER_UPDATE,
                        2_000L,
                        CallbackOutcome.UNKNOWN,
                        2_000L,
                        CallbackOutcome.PENDING,
                        2_000L));
    }

    @Test
    void aTimerWhoseRequestWasNotAnsweredOwesNothing() {
        ledger.uncertain("g", "a");
        create("b");
        ledger.uncertain("g", "b");
        clock.moveTo(due);
        arrive("a", 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.UNCERTAIN, 1L));
    }

    @Test
    void aTimerCreatedAgainIsDueAgain() {
        create("t");
        clock.moveTo(due);
        arrive("t", 1, SUCCESS);
        Instant second = due.plusSeconds(3);
        ledger.created("g", "t", second, 3, true);
        clock.moveTo(second);
        arrive("t", second, 1, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L));
    }

    @Test
    void aTimerCreatedAgainAfterItsDeleteMayBeCalledBeforeTheAnswerToItsCreate() {
        create("t");
        ledger.deleted("g", "t");
        Instant second = due.plusSeconds(3);
        clock.moveTo(second.plusMillis(2));
        arrive("t", second, 1, SUCCESS);
        ledger.created("g", "t", second, 3, true);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(2_000);
    }

    @Test
    void aTimerWithAnAcknowledgedUpdateIsDueEvenIfItsCreateWasNotAcknowledged() {
        ledger.uncertain("g", "a");
        ledger.updated("g", "a", due);
        ledger.updated("g", "b", due);
        clock.moveTo(due);
        arrive("a", 1, SUCCESS);
        arrive("b", 1, FAILURE);
        arrive("b", 2, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L, CallbackOutcome.RETRY, 1L));
    }
}
