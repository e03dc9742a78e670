package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.MovedClock;
import timerbench.service.timer.TimerKey;

class LookAheadTest {
    private static final TimerKey A = new TimerKey("g", "a");
    private static final TimerKey B = new TimerKey("g", "b");

    private final MovedClock clock = new MovedClock();
    private final LookAhead lookAhead = new LookAhead(clock, Duration.ofSeconds(1), Duration.ZERO, 4, 2);

    private List<Pending> due() throws InterruptedException {
        return lookAhead.takeDue(10, Duration.ZERO);
    }

    private List<TimerKey> dueKeys() throws InterruptedException {
        return due().stream().map(pending -> pending.key).toList();
    }

    @Test
    void timersComeAtTheirInstantsAndNotBefore() throws InterruptedException {
        lookAhead.add(A, clock.in(Duration.ofMillis(20)));
        lookAhead.add(B, clock.in(Duration.ofMillis(10)));
        assertThat(dueKeys()).isEmpty();
        clock.move(Duration.ofMillis(10).minusNanos(1_000));
        assertThat(dueKeys()).isEmpty();
        clock.move(Duration.ofNanos(1_000));
        assertThat(dueKeys()).containsExactly(B);
        clock.move(Duration.ofMillis(10));
        assertThat(dueKeys()).containsExactly(A);
    }

    @Test
    void aTimerThatIsKnownIsNotTakenInTwice() throws InterruptedException {
        lookAhead.add(A, clock.instant());
        lookAhead.add(A, clock.instant());
        Pending taken = due().get(0);
        lookAhead.add(A, clock.instant());
        assertThat(due()).isEmpty();
        assertThat(lookAhead.maySend(taken)).isTrue();
        lookAhead.add(A, clock.instant());
        assertThat(due()).isEmpty();
        lookAhead.done(taken, Optional.empty());
        lookAhead.add(A, clock.instant());
        assertThat(dueKeys()).containsExactly(A);
    }

    @Test
    void aDeletedTimerIsForgotten() throws InterruptedException {
        lookAhead.add(A, clock.instant());
        lookAhead.changed(A, Optional.empty());
        assertThat(due()).isEmpty();
    }

    @Test
    void anUpdatedTimerComesAtItsNewInstantOnly() throws InterruptedException {
        lookAhead.add(A, clock.instant());
        lookAhead.changed(A, Optional.of(clock.in(Duration.ofMillis(5))));
        assertThat(due()).isEmpty();
        clock.move(Duration.ofMillis(5));
        assertThat(dueKeys()).containsExactly(A);
    }

    @Test
    void aTimerDeletedWhileItIsReadIsNotSent() throws InterruptedException {
        lookAhead.add(A, clock.instant());
        Pending taken = due().get(0);
        lookAhead.changed(A, Optional.empty());
        assertThat(lookAhead.maySend(taken)).isFalse();
        assertThat(due()).isEmpty();
    }

    @Test
    void aTimerUpdatedWhileItsCallbackIsInFlightComesAgain() throws InterruptedException {
        lookAhead.add(A, clock.instant());
        Pending taken = due().get(0);
        assertThat(lookAhead.maySend(taken)).isTrue();
        lookAhead.changed(A, Optional.of(clock.in(Duration.ofMillis(5))));
        clock.move(Duration.ofMillis(5));
        assertThat(due()).isEmpty();
        lookAhead.done(taken, Optional.empty());
        assertThat(dueKeys()).containsExactly(A);
    }

    @Test
    void whatIsNotDueSoonIsLeftToTheStore() throws InterruptedException {
        lookAhead.changed(A, Optional.of(clock.in(Duration.ofSeconds(2))));
        lookAhead.add(B, clock.instant());
        lookAhead.done(due().get(0), Optional.of(clock.in(Duration.ofSeconds(2))));
        clock.move(Duration.ofSeconds(3));
        assertThat(due()).isEmpty();
        assertThat(lookAhead.room()).isEqualTo(4);
    }

    @Test
    void itHoldsNoMoreThanItsCapacity() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            lookAhead.add(new TimerKey("g", "t" + i), clock.instant());
        }
        assertThat(lookAhead.overdue()).isEqualTo(4);
        assertThat(lookAhead.room()).isZero();
        assertThat(due()).hasSize(4);
    }

    @Test
    void aTimerIsBusyFromItsTakingToItsEnd() throws InterruptedException {
        lookAhead.add(A, clock.instant());
        assertThat(lookAhead.isBusy(A::equals)).isFalse();
        Pending taken = due().get(0);
        assertThat(lookAhead.isBusy(A::equals)).isTrue();
        assertThat(lookAhead.isBusy(B::equals)).isFalse();
        lookAhead.done(taken, Optional.empty());
        assertThat(lookAhead.isBusy(A::equals)).isFalse();
    }

    @Test
    void timersAreTakenBeforeTheirInstantByTheLead() throws InterruptedException {
        LookAhead early = new LookAhead(clock, Duration.ofSeconds(1), Duration.ofMillis(5), 4, 2);
        early.add(A, clock.in(Duration.ofMillis(6)));
        assertThat(early.takeDue(10, Duration.ZERO)).isEmpty();
        clock.move(Duration.ofMillis(1));
        assertThat(early.takeDue(10, Duration.ZERO)).hasSize(1);
    }

    @Test
    void timersThatWaitForAReceiverTakeUpNoRoomOfOthers() throws InterruptedException {
        CallbackUrl.Address address = new CallbackUrl.Address("http", "slow", 80);
        for (int i = 0; i < 4; i++) {
            lookAhead.add(new TimerKey("g", "t" + i), clock.instant());
        }
        List<Pending> taken = due();
        assertThat(lookAhead.room()).isZero();
        assertThat(lookAhead.hold(taken.get(1), address)).isTrue();
        assertThat(lookAhead.hold(taken.get(0), address))
                .as("of one receiver as many as there is room left for")
                .isFalse();
        assertThat(lookAhead.waiting()).isEqualTo(1);
        assertThat(lookAhead.room()).isEqualTo(1);
        assertThat(lookAhead.add(A, clock.instant())).isTrue();
        assertThat(lookAhead.add(taken.get(1).key, clock.instant()))
                .as("one that waits is known")
                .isFalse();
    }

    @Test
    void ofEachReceiverSoManyComeAgainAsItsShareIs() throws InterruptedException {
        LookAhead roomy = new LookAhead(clock, Duration.ofSeconds(1), Duration.ZERO, 9, 9);
        CallbackUrl.Address one = new CallbackUrl.Address("http", "slow", 80);
        CallbackUrl.Address other = new CallbackUrl.Address("http", "slow", 81);
        for (int i = 0; i < 4; i++) {
            roomy.add(new TimerKey("g", "t" + i), clock.instant());
        }
        List<Pending> taken = roomy.takeDue(4, Duration.ZERO);
        roomy.hold(taken.get(0), one);
        roomy.hold(taken.get(1), one);
        roomy.hold(taken.get(2), other);
        roomy.hold(taken.get(3), other);
        roomy.resume(address -> address.equals(one) ? 1 : 0);
        assertThat(roomy.takeDue(4, Duration.ZERO)).containsExactly(taken.get(0));
        assertThat(roomy.waiting()).isEqualTo(3);
    }

    @Test
    void theEarliestThatWaitComeFirst() throws InterruptedException {
        CallbackUrl.Address address = new CallbackUrl.Address("http", "slow", 80);
        LookAhead roomy = new LookAhead(clock, Duration.ofSeconds(1), Duration.ZERO, 4, 9);
        roomy.add(A, clock.instant());
        roomy.add(B, clock.instant().minusMillis(1));
        List<Pending> taken = roomy.takeDue(2, Duration.ZERO);
        assertThat(taken).extracting(pending -> pending.key).containsExactly(B, A);
        assertThat(roomy.hold(taken.get(1), address)).isTrue();
        assertThat(roomy.hold(taken.get(0), address)).isTrue();
        assertThat(roomy.takeDue(2, Duration.ZERO)).isEmpty();
        roomy.resume(new CallbackUrl.Address("http", "slow", 81), 9);
        assertThat(roomy.takeDue(2, Duration.ZERO)).isEmpty();
        roomy.resume(address, 1);
        assertThat(roomy.takeDue(2, Duration.ZERO))
                .extracting(pending -> pending.key)
                .containsExactly(B);
    }
}
