package timerbench.harness.measure.callback;

import java.util.Locale;
import java.util.Optional;

/**
 * Callbacks whose {@code executeAt} is close to the one that was asked for, but not the same: a target that cuts it to whole
 * seconds loses and invents as many callbacks as it gets timers. Instants are microseconds since 1970.
 */
final class CutInstants {
    private static final long SECOND = 1_000_000;
    private static final long MILLISECOND = 1_000;

    /** From so many on, what nearly all of them have in common is no accident. */
    private static final long MANY = 10;

    private static final double NEARLY_ALL = 0.9;

    private long close;
    private long wholeSeconds;
    private long wholeMilliseconds;

    synchronized void record(long asked, long got) {
        if (asked == got || Math.abs(asked - got) >= SECOND) {
            return;
        }
        close++;
        wholeSeconds += Math.floorMod(got, SECOND) == 0 ? 1 : 0;
        wholeMilliseconds += Math.floorMod(got, MILLISECOND) == 0 && Math.floorMod(asked, MILLISECOND) != 0 ? 1 : 0;
    }

    /** Returns what is to be said of them; empty if there were none. */
    synchronized Optional<String> text() {
        if (close == 0) {
            return Optional.empty();
        }
        String counts = String.format(
                Locale.ROOT,
                "executeAt of %,d callbacks differs by less than a second from what was asked for, so they are unknown",
                close);
        return Optional.of(counts
                + unit().map(word -> "; the target seems to cut it to whole " + word)
                        .orElse(""));
    }

    private Optional<String> unit() {
        if (close < MANY) {
            return Optional.empty();
        }
        if (wholeSeconds >= close * NEARLY_ALL) {
            return Optional.of("seconds");
        }
        return wholeMilliseconds >= close * NEARLY_ALL ? Optional.of("milliseconds") : Optional.empty();
    }
}
