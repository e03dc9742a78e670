package timerbench.harness.measure.requests;

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
 * A trial divided into windows of equal length. The last window may end after the trial.
 *
 * @param count at least one
 */
public record Windows(Instant from, Duration window, int count) {
    /** Divides a period into windows whose length is easy to plot. */
    public static Windows of(Period measured) {
        Duration window = Timeline.window(measured.length());
        long millis = window.toMillis();
        return new Windows(
                measured.from(), window, Math.toIntExact((measured.length().toMillis() + millis - 1) / millis));
    }

    /** Returns the window that contains an instant; empty before the first and after the last. */
    public OptionalInt at(long epochMillis) {
        long index = Math.floorDiv(epochMillis - from.toEpochMilli(), window.toMillis());
        return index < 0 || index >= count ? OptionalInt.empty() : OptionalInt.of((int) index);
    }

    /** Returns a list with an empty value for each window. */
    public List<Optional<Double>> unmeasured() {
        return new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    }
}
