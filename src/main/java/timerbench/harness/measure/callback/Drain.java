package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The phase after a load: it waits for outstanding callbacks, and then keeps listening for callbacks that must not
 * come. A target that mistakes an answered callback for a failed one sends it again only after its retry interval.
 */
public final class Drain {
    /**
     * The durations of both parts.
     *
     * @param outstanding the longest wait for outstanding callbacks, from the last instant due
     * @param listenOn how long the receiver keeps listening after the last expected callback
     */
    public record Waits(Duration outstanding, Duration listenOn) {
        public Waits {
            if (outstanding.isNegative() || listenOn.isNegative()) {
                throw new IllegalArgumentException(
                        "drain and listenOn must not be negative, were " + outstanding + " and " + listenOn);
            }
        }
    }

    private final Ledger ledger;
    private final InstantSource clock;
    private final Waits waits;
    private final Consumer<Duration> listening;
    private volatile @Nullable Instant lastDue;
    private volatile @Nullable Instant listenEnd;
    private volatile boolean stopped;

    /** @param listening called once, when the wait is over, with the time for which the receiver keeps listening */
    public Drain(Ledger ledger, InstantSource clock, Waits waits, Consumer<Duration> listening) {
        this.ledger = ledger;
        this.clock = clock;
        this.waits = waits;
        this.listening = listening;
    }

    /**
     * Begins the drain after the load has ended.
     *
     * @param lastTimerDue the last instant at which any timer of the load is due
     */
    public void begin(Instant lastTimerDue) {
        lastDue = lastTimerDue;
    }

    /** Stops waiting and listening. */
    public void stop() {
        stopped = true;
    }

    /** Returns whether the drain goes on. The caller asks repeatedly until it does not. */
    public boolean isOn() {
        Instant due = lastDue;
        if (due == null || stopped) {
            return false;
        }
        Instant now = clock.instant();
        Instant end = listenEnd;
        if (end != null) {
            return now.isBefore(end);
        }
        Instant giveUp = due.plus(waits.outstanding);
        if (now.isBefore(giveUp) && ledger.outstandingBy(giveUp) > 0) {
            return true;
        }
        end = lastExpected(due).plus(waits.listenOn);
        listenEnd = end;
        listening.accept(end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO);
        return now.isBefore(end);
    }

    /** A deleted or moved timer may still be called at its old instant, which may be later than all others. */
    private Instant lastExpected(Instant due) {
        return ledger.lastExpected().filter(arrival -> arrival.isAfter(due)).orElse(due);
    }

    /** Ends the ledger. A timer that became due after the wait for outstanding callbacks is pending, not lost. */
    public LedgerReport settle() {
        Instant now = clock.instant();
        Instant due = lastDue;
        Instant giveUp = due == null ? now : due.plus(waits.outstanding);
        return ledger.settle(now.isBefore(giveUp) ? now : giveUp);
    }

    /** Returns the time from the last expected callback until now; empty if none came. */
    public Optional<Duration> listened() {
        return ledger.lastExpected().map(arrival -> Duration.between(arrival, clock.instant()));
    }
}
