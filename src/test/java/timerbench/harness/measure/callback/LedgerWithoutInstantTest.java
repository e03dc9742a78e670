package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.run.CallbackOutcome;

/** Callbacks that bring a reference back, and do not say for which instant they are. */
class LedgerWithoutInstantTest extends LedgerScript {
    private final Instant later = due.plusSeconds(5);

    @Override
    void create(String reference) {
        ledger.created("", reference, due, 3, true);
    }

    private void arriveAt(Instant at, String reference) {
        arriveAt(at, reference, 1, SUCCESS);
    }

    private void arriveAt(Instant at, String reference, int attempt, Reply reply) {
        clock.moveTo(at);
        Receiver.Callback callback =
                new Receiver.Callback("", reference, Optional.empty(), attempt, false, PayloadHash.UNKNOWN);
        ledger.arrived(callback, clock.instant(), reply);
    }

    @Test
    void aCallbackIsForTheInstantOfItsTimer() {
        create("t");
        arriveAt(due.plusMillis(7), "t");
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(7_000);
    }

    @Test
    void aSecondOneIsADuplicateAndAFailedOneIsRetried() {
        create("twice");
        create("retried");
        arriveAt(due, "twice");
        arriveAt(due, "retried", 1, FAILURE);
        arriveAt(due.plusMillis(500), "twice", 2, SUCCESS);
        arriveAt(due.plusMillis(500), "retried", 2, SUCCESS);
        LedgerReport report = settle();
        assertThat(counts(report))
                .isEqualTo(
                        Map.of(CallbackOutcome.ON_TIME, 2L, CallbackOutcome.DUPLICATE, 1L, CallbackOutcome.RETRY, 1L));
        assertThat(report.examples().get(CallbackOutcome.DUPLICATE)).containsExactly("twice at " + due);
    }

    @Test
    void aDeletedTimerThatIsCalledIsAfterDelete() {
        create("t");
        ledger.deleted("", "t");
        arriveAt(due.plusMillis(200), "t");
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.AFTER_DELETE, 1L));
        assertThat(report.examples().get(CallbackOutcome.AFTER_DELETE)).containsExactly("t at " + due);
    }

    @Test
    void aCallbackThatComesBeforeTheDeleteIsAnsweredMayBeRight() {
        create("t");
        clock.moveTo(due.plusMillis(1));
        ledger.deleted("", "t");
        ledger.arrived(new Receiver.Callback("", "t", Optional.empty(), 1, false, PayloadHash.UNKNOWN), due, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.UNCERTAIN, 1L));
    }

    @Test
    void aTimerThatIsCalledAtItsOldInstantIsAfterUpdateAndStillOutstanding() {
        create("t");
        ledger.updated("", "t", later);
        arriveAt(due.plusMillis(3), "t");
        assertThat(ledger.outstandingBy(later)).isEqualTo(1);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.AFTER_UPDATE, 1L, CallbackOutcome.LOST, 1L));
        assertThat(report.examples().get(CallbackOutcome.AFTER_UPDATE)).containsExactly("t at " + due);
        assertThat(report.examples().get(CallbackOutcome.LOST)).containsExactly("t at " + later);
    }

    @Test
    void aTimerThatIsCalledAtBothInstantsIsAfterUpdateAndThenOnTime() {
        create("t");
        ledger.updated("", "t", later);
        arriveAt(due.plusMillis(3), "t");
        arriveAt(later.plusMillis(3), "t", 2, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_UPDATE, 1L, CallbackOutcome.ON_TIME, 1L));
    }

    @Test
    void anEarlyCallbackIsEarlyAndItsTimerNotLost() {
        create("t");
        arriveAt(due.minusMillis(20), "t");
        assertThat(events).as("an update may still explain it").isEmpty();
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.EARLY, 1L));
        assertThat(report.early().orElseThrow().max()).isEqualTo(20_000);
    }

    @Test
    void twoEarlyCallbacksAreOneTooMany() {
        create("t");
        arriveAt(due.minusMillis(20), "t");
        arriveAt(due.minusMillis(10), "t", 2, SUCCESS);
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.EARLY, 1L, CallbackOutcome.DUPLICATE, 1L));
    }

    @Test
    void aCallbackBeforeAnyInstantOfAMovedTimerIsEarly() {
        create("t");
        ledger.updated("", "t", later);
        arriveAt(due.minusMillis(20), "t");
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.EARLY, 1L));
    }

    @Test
    void anUpdateThatIsAnsweredLateExplainsACallbackThatSeemedEarly() {
        ledger.created("", "t", later, 3, true);
        Instant sooner = due;
        arriveAt(sooner.plusMillis(2), "t");
        ledger.updated("", "t", sooner);
        LedgerReport report = settle();
        assertThat(counts(report)).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L));
        assertThat(report.lateness().orElseThrow().max()).isEqualTo(2_000);
    }

    @Test
    void aCallbackMayComeBeforeItsCreateIsAnswered() {
        arriveAt(due.plusMillis(1), "t");
        create("t");
        arriveAt(due.plusMillis(2), "nobody's");
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.UNKNOWN, 1L));
    }

    @Test
    void aReplyWithAnotherInstantMovesTheTimer() {
        create("t");
        arriveAt(due, "t", 1, new Reply.Again(later));
        arriveAt(later.plusMillis(4), "t", 2, SUCCESS);
        create("too soon");
        arriveAt(later.plusMillis(5), "too soon", 1, new Reply.Again(later.plus(Duration.ofSeconds(9))));
        arriveAt(later.plusMillis(6), "too soon", 2, SUCCESS);
        assertThat(counts(settle()))
                .isEqualTo(Map.of(CallbackOutcome.ON_TIME, 2L, CallbackOutcome.LATE, 1L, CallbackOutcome.EARLY, 1L));
    }

    @Test
    void nothingIsLeftOfATimerThatIsCalledOnce() {
        for (int i = 0; i < 1_000; i++) {
            create("t" + i);
        }
        for (int i = 0; i < 1_000; i++) {
            arriveAt(due.plusMillis(i / 20), "t" + i);
        }
        assertThat(ledger.outstandingBy(later)).isZero();
        assertThat(counts(settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1_000L));
    }
}
