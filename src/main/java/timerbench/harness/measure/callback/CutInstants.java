package timerbench.harness.measure.callback;

import java.util.Locale;
import java.util.Optional;

/**
 * Counts callbacks whose {@code executeAt} is close to the requested one, but not equal. A target that truncates it
 * to whole seconds seems to lose every callback, and to send as many unknown ones. Instants are microseconds since
 * 1970.
 */
final class CutInstants {
    private static final long SECOND = 1_000_000;
    private static final long MILLISECOND = 1_000;

    /** From this number on, a property of nearly all of them is not a coincidence. */
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

    /** Returns a sentence about them; empty if there were none. */
    synchronized Optional<String> text() {
        if (close == 0) {
            return Optional.empty();
        }
        String counts = String.format(
                Locale.ROOT,
                "executeAt of %,d callbacks differs by less than a second from the requested one, so they are unknown",
                close);
        return Optional.of(counts
                + unit().map(word -> "; the target seems to truncate it to whole " + word)
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
