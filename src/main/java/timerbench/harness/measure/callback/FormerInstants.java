package timerbench.harness.measure.callback;

import java.util.Arrays;

/**
 * The instants for which callbacks of timers were owed once and are no longer, in arrays as {@link TimerTable} keeps them: of
 * most timers there is none.
 */
final class FormerInstants {
    /** What took the place of an instant. */
    enum MovedBy {
        UPDATE,
        REPLY
    }

    private static final int FIRST_SIZE = 64;

    /** By row, the place of its latest instant + 1; 0 if it has none. */
    private int[] latest = new int[0];

    private long[] instants = new long[FIRST_SIZE];
    private boolean[] byReply = new boolean[FIRST_SIZE];

    /** By place, that of the one before of the same row + 1; 0 if it is the first. */
    private int[] before = new int[FIRST_SIZE];

    private int size;

    void add(int row, long micros, MovedBy by) {
        if (row >= latest.length) {
            latest = Arrays.copyOf(latest, row + row / 4 + FIRST_SIZE);
        }
        if (size == instants.length) {
            int larger = size + size / 4 + FIRST_SIZE;
            instants = Arrays.copyOf(instants, larger);
            byReply = Arrays.copyOf(byReply, larger);
            before = Arrays.copyOf(before, larger);
        }
        instants[size] = micros;
        byReply[size] = by == MovedBy.REPLY;
        before[size] = latest[row];
        size++;
        latest[row] = size;
    }

    /** Forgets those of the row: its timer was made again. */
    void forget(int row) {
        if (row < latest.length) {
            latest[row] = 0;
        }
    }

    boolean holds(int row, long micros, MovedBy by) {
        for (int place = row < latest.length ? latest[row] : 0; place != 0; place = before[place - 1]) {
            if (instants[place - 1] == micros && byReply[place - 1] == (by == MovedBy.REPLY)) {
                return true;
            }
        }
        return false;
    }
}
