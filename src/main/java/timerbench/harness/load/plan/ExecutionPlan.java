package timerbench.harness.load.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/**
 * A load of timers that are created first, and then fall due: evenly over a window, or all at one instant.
 *
 * @param fill from the first request to the first instant due; all timers are created by then
 * @param window zero for a herd
 * @param lastArrival when the last callback came; empty before the first
 */
public record ExecutionPlan(int timers, Duration fill, Duration window, Supplier<Optional<Instant>> lastArrival)
        implements LoadPlan {
    @Override
    public Duration warmUp() {
        return fill;
    }

    @Override
    public Duration total() {
        return fill.plus(window);
    }

    /** Returns the time in which timers were executed, until the last callback. */
    @Override
    public Period hold(Instant start, Instant end) {
        Instant from = start.plus(fill);
        // Gatling logs whole milliseconds.
        Instant to = lastArrival.get().map(last -> last.plusMillis(1)).orElse(end);
        return new Period(from, to.isAfter(from) ? to : end);
    }

    /** A herd asks for no rate. */
    @Override
    public List<Metric> asked() {
        return window.isZero() ? List.of() : List.of(Metric.executionsAsked(perSecond()));
    }

    private double perSecond() {
        return timers / (window.toNanos() / 1e9);
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        if (sinceStart.compareTo(fill) < 0) {
            return "fill";
        }
        return sinceStart.compareTo(total()) < 0 ? "due" : "drain";
    }

    @Override
    public String describe() {
        String due = window.isZero()
                ? "all due at one instant"
                : String.format(Locale.ROOT, "due evenly over the next %.0f s", window.toNanos() / 1e9);
        return String.format(
                Locale.ROOT, "%,d timers created during %.0f s, then %s", timers, fill.toNanos() / 1e9, due);
    }
}
