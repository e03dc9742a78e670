package timerbench.harness.load.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The fault begins at second 5 of a {@link Scripted} load. */
class RecoveryTest {
    private static Scripted before() {
        return new Scripted().steadyTo(5);
    }

    private static long micros(double seconds) {
        return Scripted.micros(seconds);
    }

    @Test
    void aFaultThatNobodyNoticesCostsNothing() {
        Recovery recovery = before().steadyTo(10).recovery(5, 5.5);
        assertThat(recovery.detected()).isEmpty();
        assertThat(recovery.firstGood()).hasValue(micros(0.01));
        assertThat(recovery.noBacklog()).hasValue(0);
        assertThat(recovery.steady()).as("not before the fault is over").hasValue(micros(1));
        assertThat(recovery.capacityLost()).isCloseTo(0, within(2.0));
        assertThat(recovery.late()).isZero();
        assertThat(recovery.latest()).hasValue(5_000);
    }

    @Test
    void requestsThatFailShowTheFaultAtOnce() {
        Recovery recovery = before().failingTo(7.5).steadyTo(12).recovery(5, 7.5);
        assertThat(recovery.detected()).hasValue(micros(0.001));
        assertThat(recovery.firstGood()).hasValue(micros(2.51));
        assertThat(recovery.noBacklog()).as("no timer was made").hasValue(0);
        assertThat(recovery.steady()).hasValue(micros(3));
        assertThat(recovery.capacityLost()).isCloseTo(250, within(3.0));
    }

    @Test
    void aStandstillShowsWhenTheFirstRequestExceedsItsLimit() {
        Recovery recovery = before().stoppedTo(7).steadyTo(12).recovery(5, 7);
        assertThat(recovery.detected()).as("10 ms and 50 ms of slack").hasValue(micros(0.06));
        assertThat(recovery.firstGood())
                .as("to a request that was sent after it")
                .hasValue(micros(2));
        assertThat(recovery.noBacklog()).hasValue(micros(2));
        assertThat(recovery.steady()).hasValue(micros(2));
        assertThat(recovery.late())
                .as("those of the last 200 ms are not overdue")
                .isEqualTo(180);
        assertThat(recovery.latest()).hasValue(micros(2));
    }

    @Test
    void whatIsAnsweredLaterIsNoLessAndMayBeMore() {
        Scripted load = before().stoppedTo(7).steadyTo(7.5).failingTo(8).steadyTo(13);
        assertThat(load.recovery(5, 7).capacityLost())
                .as("nothing for 2 s, then 200 more and 50 fewer")
                .isCloseTo(50, within(3.0));
        Scripted more = before().steadyTo(14).with(5.1, 5.2, true).with(5.1, 5.3, true);
        assertThat(more.recovery(5, 8.5).capacityLost()).as("signed").isEqualTo(-2);
    }

    @Test
    void timersAloneShowTheFaultWhenTheFirstIsOverdue() {
        Recovery recovery = before().callingAt(8, 8.3).steadyTo(14).recovery(5, 8);
        assertThat(recovery.detected()).hasValue(micros(0.2));
        assertThat(recovery.firstGood()).as("no request was bad").hasValue(micros(0.01));
        assertThat(recovery.noBacklog()).hasValue(micros(3.3));
        assertThat(recovery.steady()).hasValue(micros(3));
        assertThat(recovery.late()).isEqualTo(300);
        assertThat(recovery.latest()).hasValue(micros(3.3));
    }

    @Test
    void theBacklogOfATimerThatIsNeverCalledNeverEnds() {
        Recovery recovery = before().losingTo(5.03).steadyTo(10).recovery(5, 5);
        assertThat(recovery.noBacklog()).isEmpty();
        assertThat(recovery.late()).isZero();
        assertThat(recovery.steady())
                .as("3 of 100 timers are within 5 %, so the second is steady")
                .hasValue(0);
        assertThat(recovery.detected()).hasValue(micros(0.2));
        Recovery more = before().losingTo(5.1).steadyTo(10).recovery(5, 5);
        assertThat(more.steady()).hasValue(micros(1));
        assertThat(more.noBacklog()).isEmpty();
        assertThat(more.late()).isEqualTo(10);
    }

    @Test
    void aBacklogThatBeginsWhenTheLoadIsSteadyAgainIsNotOfTheFault() {
        Recovery recovery = before().failingTo(6).steadyTo(12).withTimer(7.5, 8).recovery(5, 6);
        assertThat(recovery.steady()).hasValue(micros(1));
        assertThat(recovery.noBacklog()).hasValue(0);
        assertThat(before().callingAt(6, 6.4)
                        .steadyTo(12)
                        .withTimer(6.1, 8)
                        .withTimer(7.7, 8.5)
                        .recovery(5, 6)
                        .noBacklog())
                .as("begun before, and overlapped from then on")
                .hasValue(micros(3.5));
    }

    @Test
    void aTimerThatWasDueJustBeforeTheFaultIsLateBecauseOfIt() {
        Scripted load =
                before().withTimer(4.9, 6).withTimer(4.7, 4.95).failingTo(6).steadyTo(10);
        assertThat(load.recovery(5, 6).late()).isEqualTo(1);
        assertThat(load.recovery(5, 6).latest()).hasValue(micros(1.1));
    }

    @Test
    void oneThatIsNotSteadyLongEnoughHasNotRecovered() {
        Recovery recovery =
                before().failingTo(8).steadyTo(10).failingTo(10.5).steadyTo(13).recovery(5, 8);
        assertThat(recovery.steady()).isEmpty();
        assertThat(recovery.capacityLost()).as("until the end of the load").isCloseTo(350, within(4.0));
    }

    @Test
    void aFaultThatIsNotOverHasNoRecoveryAndOneForGoodNeedNotEnd() {
        Scripted load = before().steadyTo(12);
        assertThat(load.recovery(5, OptionalLong.empty(), true).steady()).isEmpty();
        assertThat(load.recovery(5, OptionalLong.empty(), false).steady()).hasValue(0);
    }

    @Test
    void decidingLiveAndAfterwardsIsTheSame() {
        Scripted load = before().failingTo(7.2).steadyTo(12);
        Recovery afterwards = load.recovery(5, 7.2);
        Recovery live = Recovery.of(
                load.observed(),
                load.baseline(),
                Scripted.RULES,
                new Recovery.FaultTime(micros(5), OptionalLong.of(micros(7.2)), true),
                micros(11));
        assertThat(live).isEqualTo(afterwards);
    }
}
