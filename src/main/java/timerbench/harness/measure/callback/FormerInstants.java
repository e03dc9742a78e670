package timerbench.harness.measure.callback;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The instants at which timers were due before they were moved. They are kept in arrays, like the rows of
 * {@link TimerTable}; most timers have none.
 */
final class FormerInstants {
    /** The cause of a move. */
    enum MovedBy {
        UPDATE,
        REPLY
    }

    private static final int FIRST_SIZE = 64;

    /** By row, the place of its latest instant + 1; 0 if it has none. */
    private int[] latest = new int[0];

    private long[] instants = new long[FIRST_SIZE];
    private boolean[] byReply = new boolean[FIRST_SIZE];

    /** By place, the place of the previous instant of the same row + 1; 0 if it is the first. */
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

    /** Forgets the instants of a row: its timer was created again. */
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

    /** Returns the latest instant of a row that is not after this one; empty if there is none. */
    OptionalLong latestUpTo(int row, long micros, MovedBy by) {
        OptionalLong found = OptionalLong.empty();
        for (int place = row < latest.length ? latest[row] : 0; place != 0; place = before[place - 1]) {
            long instant = instants[place - 1];
            if (byReply[place - 1] == (by == MovedBy.REPLY)
                    && instant <= micros
                    && (found.isEmpty() || instant > found.getAsLong())) {
                found = OptionalLong.of(instant);
            }
        }
        return found;
    }
}
