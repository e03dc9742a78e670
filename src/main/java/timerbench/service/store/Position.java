package timerbench.service.store;

import java.time.Instant;
import timerbench.service.timer.Timer;

/** A position in the order of a group's timers: by {@code executeAt}, ties by timer id in code point order. */
public record Position(Instant executeAt, String timerId) implements Comparable<Position> {
    /** Returns the position of the timer. */
    public static Position of(Timer timer) {
        return new Position(timer.executeAt(), timer.key().timerId());
    }

    @Override
    public int compareTo(Position other) {
        int byTime = executeAt.compareTo(other.executeAt);
        return byTime != 0 ? byTime : compareByCodePoint(timerId, other.timerId);
    }

    /** Databases compare UTF-8 bytes. {@link String#compareTo} differs: it sorts surrogate pairs before U+E000. */
    private static int compareByCodePoint(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
