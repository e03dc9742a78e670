package timerbench.harness.load.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.harness.load.recovery.Observed.Due;
import timerbench.harness.load.recovery.Observed.Sent;

class RecoveryRecorderTest {
    private static final long ALL = 0;

    private final RecoveryRecorder recorder = new RecoveryRecorder();

    @Test
    void aTimerIsExpectedFromTheMomentItsCreateIsSent() {
        var request = recorder.sending(1, 5);
        assertThat(recorder.underWay()).isOne();
        assertThat(recorder.since(ALL).requests()).containsExactly(new Sent(1, Observed.NEVER, false));
        assertThat(recorder.since(ALL).timers()).containsExactly(new Due(5, Observed.NEVER));
        recorder.ended(request, 0, 3, true);
        assertThat(recorder.underWay()).isZero();
        assertThat(recorder.since(ALL).requests()).containsExactly(new Sent(0, 3, true));
        recorder.called(5, 6);
        assertThat(recorder.since(ALL).timers()).containsExactly(new Due(5, 6));
    }

    @Test
    void aCreateThatFailsMakesNoTimer() {
        recorder.ended(recorder.sending(1, 5), 1, 3, false);
        assertThat(recorder.since(ALL).timers()).isEmpty();
        assertThat(recorder.since(ALL).requests()).containsExactly(new Sent(1, 3, false));
    }

    @Test
    void timersThatAreDueTogetherAreCountedOneByOne() {
        recorder.ended(recorder.sending(1, 5), 1, 3, true);
        recorder.ended(recorder.sending(1, 5), 1, 3, true);
        recorder.ended(recorder.sending(1, 5), 1, 3, false);
        recorder.called(5, 7);
        assertThat(recorder.since(ALL).timers()).containsExactlyInAnyOrder(new Due(5, 7), new Due(5, Observed.NEVER));
    }

    @Test
    void aCallbackMayComeBeforeTheAnswerToItsCreate() {
        var request = recorder.sending(1, 5);
        recorder.called(5, 6);
        recorder.ended(request, 1, 8, true);
        assertThat(recorder.since(ALL).timers()).containsExactly(new Due(5, 6));
    }

    @Test
    void whatWasBeforeIsLeftOut() {
        recorder.ended(recorder.sending(1, 5), 1, 3, true);
        recorder.ended(recorder.sending(4, 9), 4, 6, true);
        assertThat(recorder.since(2).requests()).containsExactly(new Sent(4, 6, true));
        assertThat(recorder.since(6).timers()).containsExactly(new Due(9, Observed.NEVER));
    }
}
