package simulations;

import java.time.Duration;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.plan.Durations;

/** The settings in the block {@code timerbench.execution}; {@code reference.conf} describes each. */
record ExecutionSettings(
        Shape shape,
        int timers,
        Duration fill,
        Duration window,
        int fillers,
        double warmUpRate,
        Duration drain,
        Duration listenOn,
        Duration lateAfter,
        double executions,
        CallbackThresholds callbackThresholds) {
    /** How timers fall due. */
    enum Shape {
        /** Evenly over the window. */
        EVEN,
        /** All at one instant. */
        HERD
    }

    /** How far ahead the timers of the warm-up are due, unless the service wants more. */
    static final DueRange WARM_UP_DUE = new DueRange(Duration.ofSeconds(1), Duration.ofSeconds(1));

    /** How many times that long the warm-up ends before the first timer that counts is due. */
    private static final int ROOM = 3;

    ExecutionSettings {
        if (fillers < 1 || timers < fillers) {
            throw new IllegalArgumentException(
                    "timers must be at least fillers, and those at least 1, were " + timers + " and " + fillers);
        }
        if (shape == Shape.EVEN && window.isZero()) {
            throw new IllegalArgumentException("window must be longer than 0 s for timers due evenly over it");
        }
        Durations.requireWholeSeconds("fill", fill);
        if (fill.toSeconds() < 5) {
            throw new IllegalArgumentException("fill must be at least 5s, was " + fill);
        }
        if (!(warmUpRate > 0 && warmUpRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("warmUpRate must be above 0, was " + warmUpRate);
        }
    }

    /** Returns how long after the first timer the timer with this number, from 0, is due. */
    Duration dueAfterFirst(long number) {
        return shape == Shape.HERD
                ? Duration.ZERO
                : Duration.ofNanos((long) (window.toNanos() / (double) timers * number));
    }

    Duration spread() {
        return shape == Shape.HERD ? Duration.ZERO : window;
    }

    /**
     * Returns the time for the creates, longer by as much as the timers of the warm-up are due later.
     *
     * @param due how far ahead those timers are due
     */
    Duration fill(DueRange due) {
        return Duration.ofSeconds(fill.plus(due.to().minus(WARM_UP_DUE.to()).multipliedBy(ROOM))
                .plusMillis(999)
                .toSeconds());
    }

    /** Returns how long the warm-up creates timers, so that the last of them are called back before those that count. */
    Duration warmUp(DueRange due) {
        return Duration.ofSeconds(fill(due).minus(due.to().multipliedBy(ROOM)).toSeconds());
    }

    /** Returns how many timers are created in all, with those of the warm-up. */
    long creates(DueRange due) {
        return timers + Math.round(warmUpRate * warmUp(due).toSeconds());
    }
}
