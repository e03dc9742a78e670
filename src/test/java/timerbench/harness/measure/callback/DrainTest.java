package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.CallbackOutcome;

class DrainTest extends LedgerScript {
    private static final Duration OUTSTANDING = Duration.ofSeconds(30);
    private static final Duration LISTEN_ON = Duration.ofSeconds(6);

    private final List<Duration> listening = new ArrayList<>();
    private final Drain drain = new Drain(ledger, clock, new Drain.Waits(OUTSTANDING, LISTEN_ON), listening::add);

    private void goOnFor(Duration time) {
        assertThat(drain.isOn()).isTrue();
        clock.move(time);
    }

    @Test
    void aDuplicateThatComesFiveSecondsAfterTheLastCallbackIsSeen() {
        create("t");
        drain.begin(due);
        clock.moveTo(due.plusMillis(3));
        goOnFor(Duration.ZERO);
        arrive("t", 1, SUCCESS);
        goOnFor(Duration.ofSeconds(5));
        arrive("t", 1, SUCCESS);
        goOnFor(Duration.ofMillis(999));
        goOnFor(Duration.ofMillis(1));
        assertThat(drain.isOn()).isFalse();
        assertThat(drain.listened()).contains(LISTEN_ON);
        assertThat(listening).as("told once").containsExactly(LISTEN_ON);
        assertThat(counts(drain.settle()))
                .isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.DUPLICATE, 1L));
    }

    @Test
    void outstandingCallbacksAreWaitedForFirst() {
        create("t");
        drain.begin(due);
        clock.moveTo(due);
        goOnFor(OUTSTANDING.minusMillis(1));
        assertThat(listening).isEmpty();
        arrive("t", 1, SUCCESS);
        goOnFor(LISTEN_ON);
        assertThat(drain.isOn()).isFalse();
        assertThat(counts(drain.settle())).isEqualTo(Map.of(CallbackOutcome.LATE, 1L));
    }

    @Test
    void aDrainThatWasInVainHasListenedMeanwhile() {
        create("a");
        create("b");
        drain.begin(due);
        clock.moveTo(due);
        arrive("a", 1, SUCCESS);
        goOnFor(OUTSTANDING);
        assertThat(drain.isOn()).isFalse();
        assertThat(listening).containsExactly(Duration.ZERO);
        assertThat(drain.listened()).contains(OUTSTANDING);
        assertThat(counts(drain.settle())).isEqualTo(Map.of(CallbackOutcome.ON_TIME, 1L, CallbackOutcome.LOST, 1L));
    }

    @Test
    void theReceiverListensBeyondADeletedTimersInstantThoughNothingIsOutstanding() {
        create("deleted");
        ledger.deleted("g", "deleted");
        drain.begin(due);
        goOnFor(Duration.ofSeconds(1).plus(LISTEN_ON).minusMillis(1));
        assertThat(listening).containsExactly(Duration.ofSeconds(1).plus(LISTEN_ON));
        arrive("deleted", 1, SUCCESS);
        assertThat(counts(drain.settle())).isEqualTo(Map.of(CallbackOutcome.AFTER_DELETE, 1L));
        assertThat(drain.listened()).as("none was expected").isEmpty();
    }

    @Test
    void aTimerThatFellDueWhileTheReceiverListenedOnIsPendingAndNotLost() {
        create("t");
        ledger.created("g", "later", due.plus(OUTSTANDING).plusSeconds(1), 1, true);
        drain.begin(due);
        clock.moveTo(due.plus(OUTSTANDING).minusMillis(1));
        arrive("t", 1, SUCCESS);
        goOnFor(LISTEN_ON);
        assertThat(drain.isOn()).isFalse();
        assertThat(counts(drain.settle())).isEqualTo(Map.of(CallbackOutcome.LATE, 1L, CallbackOutcome.PENDING, 1L));
    }

    @Test
    void whoIsStoppedNeitherWaitsNorListens() {
        create("t");
        drain.begin(due);
        goOnFor(Duration.ZERO);
        drain.stop();
        assertThat(drain.isOn()).isFalse();
        assertThat(listening).isEmpty();
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new Drain.Waits(OUTSTANDING, Duration.ofMillis(-1)))
                .hasMessage("drain and listenOn must not be negative, were PT30S and PT-0.001S");
    }
}
