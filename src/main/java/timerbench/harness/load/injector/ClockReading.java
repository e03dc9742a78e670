package timerbench.harness.load.injector;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;

/** A clock elsewhere, read by a command that prints nanoseconds since the epoch. */
final class ClockReading {
    private ClockReading() {}

    /** Prints the time, such as {@code date +%s%N}. */
    interface Command {
        String run() throws IOException;
    }

    /** Returns how the clock differs from the one here: it was read at some instant while the command ran. */
    static ClockDifference of(Command date) throws IOException {
        Instant before = Instant.now();
        String printed = date.run().strip();
        Duration half = Duration.between(before, Instant.now()).dividedBy(2);
        if (!printed.matches("\\d{19}")) {
            throw new IOException("date +%s%N printed \"" + printed
                    + "\", wanted nanoseconds since the epoch; its image needs GNU date");
        }
        Instant there = Instant.ofEpochSecond(0, Long.parseLong(printed));
        return new ClockDifference(Duration.between(before.plus(half), there), half);
    }
}
