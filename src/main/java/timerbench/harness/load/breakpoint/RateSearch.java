package timerbench.harness.load.breakpoint;

import java.util.Optional;

/**
 * A search for the highest rate that holds. It rises by a factor until a rate breaks, and then narrows the range
 * between the highest that held and the lowest that broke. It only returns which rate to try next; the caller tries
 * it.
 *
 * <p>A rate counts as broken if it fails twice in succession: one hiccup of a shared machine is not the limit.
 */
final class RateSearch {
    private static final int FAILURES_THAT_BREAK = 2;

    private final RateRange range;

    private Optional<Double> held = Optional.empty();
    private Optional<Double> broke = Optional.empty();
    private double rate;
    private int failures;
    private boolean done;

    RateSearch(RateRange range) {
        this.range = range;
        this.rate = range.start();
    }

    /** Returns the rate to try now; after a first failure it is the same rate once more. */
    double rate() {
        requireGoingOn();
        return rate;
    }

    /** Records the verdict on {@link #rate()}. */
    void judge(boolean rateHeld) {
        requireGoingOn();
        if (rateHeld) {
            held = Optional.of(rate);
        } else {
            failures++;
            if (failures < FAILURES_THAT_BREAK) {
                return;
            }
            broke = Optional.of(rate);
        }
        failures = 0;
        goOn();
    }

    private void requireGoingOn() {
        if (done) {
            throw new IllegalStateException("the search is over; held() and broke() have its answer");
        }
    }

    private void goOn() {
        if (broke.isEmpty()) {
            done = rate >= range.most();
            rate = Math.min(rate * range.factor(), range.most());
        } else if (held.isEmpty()) {
            rate /= range.factor();
            done = rate < range.start() * range.lowest();
        } else {
            narrow(held.get(), broke.get());
        }
    }

    private void narrow(double low, double high) {
        // The geometric mean: the precision is a share, so the halves must be equal as shares.
        rate = low * Math.sqrt(high / low);
        // Two rates may be neighbours as doubles, and still not as close as a tiny precision asks for.
        done = high / low - 1 <= range.precision() || rate <= low || rate >= high;
    }

    /** Returns whether there is nothing left to try. */
    boolean isDone() {
        return done;
    }

    /** Returns the highest rate that held, or empty if none did. */
    Optional<Double> held() {
        return held;
    }

    /** Returns the lowest rate that broke, or empty if none did. */
    Optional<Double> broke() {
        return broke;
    }
}
