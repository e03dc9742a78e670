package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What follows a load: its outstanding callbacks are waited for, and then the receiver listens on for those that must not
 * come. A target that takes an answered callback for a failed one sends it again only after its retry interval.
 */
public final class Drain {
    /**
     * How long each takes.
     *
     * @param outstanding the longest that outstanding callbacks are waited for after the last instant due
     * @param listenOn how long the receiver listens on after the last callback that was expected
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

    /** @param listening told once that nothing is waited for any more, and for how long the receiver listens on */
    public Drain(Ledger ledger, InstantSource clock, Waits waits, Consumer<Duration> listening) {
        this.ledger = ledger;
        this.clock = clock;
        this.waits = waits;
        this.listening = listening;
    }

    /**
     * Begins when the load has ended.
     *
     * @param lastTimerDue after which no timer of the load is due, whatever has become of it
     */
    public void begin(Instant lastTimerDue) {
        lastDue = lastTimerDue;
    }

    /** Has nothing waited for any more, and nothing listened for. */
    public void stop() {
        stopped = true;
    }

    /** Returns whether it goes on; to be asked again and again until it does not. */
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
        if (now.isBefore(giveUp) && ledger.owedBy(giveUp) > 0) {
            return true;
        }
        end = lastExpected(due).plus(waits.listenOn);
        listenEnd = end;
        listening.accept(end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO);
        return now.isBefore(end);
    }

    /** A timer that was deleted or moved is called at its old instant, if it is, which may be the last of all. */
    private Instant lastExpected(Instant due) {
        return ledger.lastExpected().filter(arrival -> arrival.isAfter(due)).orElse(due);
    }

    /** Ends the ledger. What was due while the receiver only listened on has not been waited for. */
    public LedgerReport settle() {
        Instant now = clock.instant();
        Instant due = lastDue;
        Instant giveUp = due == null ? now : due.plus(waits.outstanding);
        return ledger.settle(now.isBefore(giveUp) ? now : giveUp);
    }

    /** Returns how long after the last callback that was expected the receiver has listened by now; empty if none came. */
    public Optional<Duration> listened() {
        return ledger.lastExpected().map(arrival -> Duration.between(arrival, clock.instant()));
    }
}
