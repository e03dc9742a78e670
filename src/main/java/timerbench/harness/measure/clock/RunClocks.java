package timerbench.harness.measure.clock;

import java.util.Locale;

/** The clocks' offset before a run and after it. */
public record RunClocks(ClockOffset before, ClockOffset after) {

    /**
     * Returns the interval for the run as a whole, which holds while the offset did not leave what it was before and
     * after: a clock that was set and set back in between goes unseen.
     */
    public ClockOffset overall() {
        return before.join(after);
    }

    /** Returns what was added to the arrival of every callback: what was known before the run. */
    public long correctionMicros() {
        return before.correctionMicros();
    }

    /** Returns how far the lateness of every callback may be off for the clocks, in microseconds. */
    public long uncertaintyMicros() {
        return overall().uncertaintyMicros(correctionMicros());
    }

    /** Returns by how much the target's clock gained on the receiver's, midpoint to midpoint, in microseconds. */
    public long driftMicros() {
        return after.midpointMicros() - before.midpointMicros();
    }

    /** Returns how far the offset moved at least, in microseconds; 0 if it may have stayed. */
    public long certainDriftMicros() {
        return Math.max(
                0,
                Math.max(after.lowestMicros() - before.highestMicros(), before.lowestMicros() - after.highestMicros()));
    }

    /** Returns whether the clocks surely drifted, or were set, during the run: no offset fits before and after. */
    public boolean drifted() {
        return certainDriftMicros() > 0;
    }

    /** Returns the interval as people read it, and the drift where it is certain. */
    public String text() {
        return overall().text()
                + (drifted()
                        ? String.format(
                                Locale.ROOT,
                                "; the clocks drifted by at least %,.3f ms during the run",
                                certainDriftMicros() / 1e3)
                        : "")
                + (correctionMicros() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; callbacks are timed by the target's clock, %+,.3f ms",
                                correctionMicros() / 1e3));
    }
}
