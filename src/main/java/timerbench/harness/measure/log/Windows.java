package timerbench.harness.measure.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import timerbench.harness.run.Period;
import timerbench.harness.run.Timeline;

/**
 * A trial cut into windows of one length, of which the last may end after it.
 *
 * @param count at least one
 */
public record Windows(Instant from, Duration window, int count) {
    /** Returns those of a period, of a length that is easy to plot. */
    public static Windows of(Period measured) {
        Duration window = Timeline.window(measured.length());
        long millis = window.toMillis();
        return new Windows(
                measured.from(), window, Math.toIntExact((measured.length().toMillis() + millis - 1) / millis));
    }

    /** Returns the window that an instant lies in; empty before the first and after the last. */
    public OptionalInt at(long epochMillis) {
        long index = Math.floorDiv(epochMillis - from.toEpochMilli(), window.toMillis());
        return index < 0 || index >= count ? OptionalInt.empty() : OptionalInt.of((int) index);
    }

    /** Returns values that nobody has measured yet, one a window. */
    public List<Optional<Double>> unmeasured() {
        return new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    }
}
