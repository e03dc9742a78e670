package timerbench.harness.load.breakpoint;

import java.util.Optional;

/**
 * A search for the highest rate that holds: rises by a factor until a rate breaks, then narrows in between the highest that
 * held and the lowest that broke. It only says what to try next; whoever asks does the trying.
 *
 * <p>A rate counts as broken if it fails twice in succession: one hiccup of a shared machine is not the limit.
 */
final class RateSearch {
    private static final int FAILURES_THAT_BREAK = 2;

    /** Below this share of the start there is no use in looking: the start was chosen for another target. */
    private static final double LEAST_OF_START = 1 / 16.0;

    private final double least;
    private final double factor;
    private final double precision;
    private final double most;

    private Optional<Double> held = Optional.empty();
    private Optional<Double> broke = Optional.empty();
    private double rate;
    private int failures;
    private boolean done;

    /**
     * Starts a search.
     *
     * @param start the first rate to try, in requests a second
     * @param factor how much higher each rate is than the one before, until one breaks; above 1
     * @param precision the search ends once the lowest rate that broke is above the highest that held by no more than this
     *     share; between 0 and 1
     * @param most the highest rate to try
     */
    RateSearch(double start, double factor, double precision, double most) {
        require(start > 0 && Double.isFinite(start), "start must be finite and above 0, was ", start);
        require(factor > 1 && Double.isFinite(factor), "factor must be finite and above 1, was ", factor);
        require(precision > 0 && precision < 1, "precision must be between 0 and 1, was ", precision);
        require(
                most >= start && Double.isFinite(most),
                "most must be finite and at least start (" + start + "), was ",
                most);
        this.least = start * LEAST_OF_START;
        this.factor = factor;
        this.precision = precision;
        this.most = most;
        this.rate = start;
    }

    private static void require(boolean fulfilled, String message, double got) {
        if (!fulfilled) {
            throw new IllegalArgumentException(message + got);
        }
    }

    /** Returns the rate to try now; after a first failure it is the same once more. */
    double rate() {
        requireGoingOn();
        return rate;
    }

    /** Takes the verdict on {@link #rate()}. */
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
            done = rate >= most;
            rate = Math.min(rate * factor, most);
        } else if (held.isEmpty()) {
            rate /= factor;
            done = rate < least;
        } else {
            narrow(held.get(), broke.get());
        }
    }

    private void narrow(double low, double high) {
        // The geometric mean: the precision is a share, so the halves are to be alike as shares.
        rate = low * Math.sqrt(high / low);
        // Two rates may be neighbours as doubles, and still not as close as a tiny precision asks for.
        done = high / low - 1 <= precision || rate <= low || rate >= high;
    }

    /** Returns whether there is nothing left to try. */
    boolean isDone() {
        return done;
    }

    /** Returns the highest rate that held, or nothing if none did. */
    Optional<Double> held() {
        return held;
    }

    /** Returns the lowest rate that broke, or nothing if none did. */
    Optional<Double> broke() {
        return broke;
    }
}
