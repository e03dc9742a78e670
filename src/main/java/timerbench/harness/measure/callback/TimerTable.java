package timerbench.harness.measure.callback;

import java.util.Arrays;

/**
 * A table of timers by key, with a row of numbers for each. The rows are kept in arrays rather than objects: ten
 * million of them give the garbage collector no work, whose pauses would be measured as lateness. Not thread-safe.
 */
final class TimerTable {
    private static final int FIRST_ROWS = 64;

    /** The state of a timer after the answers to its requests and callbacks. A new row is {@code NEW}. */
    enum State {
        /** Nothing has been acknowledged yet. */
        NEW(0),
        /** The first callback is outstanding. */
        OUTSTANDING(1),
        /** An attempt failed, and a further one is outstanding. */
        FAILED(2),
        /** The callback succeeded, was refused, or failed for the last time. */
        FINISHED(3),
        DELETED(4),
        /** A request about the timer was not answered. */
        UNCERTAIN(5);

        private static final State[] ALL = values();

        private final byte code;

        State(int code) {
            this.code = (byte) code;
        }

        boolean hasOutstandingCallback() {
            return this == OUTSTANDING || this == FAILED;
        }
    }

    /** Further facts about a timer, a bit each. */
    enum Mark {
        /** The timer is part of the load that counts. */
        COUNTED(1),
        /** A callback was answered with a new executeAt. */
        RESCHEDULED(2),
        /** An attempt has arrived a second time under its number. */
        SENT_AGAIN(4);

        private final int bit;

        Mark(int bit) {
            this.bit = bit;
        }
    }

    private final Key.Pool keys = new Key.Pool();
    /** Row + 1 by hash, 0 if free. At least half of the slots are always free. */
    private int[] slots = new int[FIRST_ROWS * 2];

    private int rows;
    private int[] hashes = new int[FIRST_ROWS];
    private int[] keyAt = new int[FIRST_ROWS];
    private long[] executeAt = new long[FIRST_ROWS];
    private long[] changedAt = new long[FIRST_ROWS];
    private long[] succeededAt = new long[FIRST_ROWS];
    private int[] payloads = new int[FIRST_ROWS];
    private short[] attempts = new short[FIRST_ROWS];
    private byte[] mostAttempts = new byte[FIRST_ROWS];
    private byte[] states = new byte[FIRST_ROWS];
    private byte[] marks = new byte[FIRST_ROWS];

    /** Returns the row of the key, or -1. */
    int find(byte[] key, int hash) {
        for (int slot = hash & slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int row = slots[slot] - 1;
            if (hashes[row] == hash && keys.holds(keyAt[row], key)) {
                return row;
            }
        }
        return -1;
    }

    /** Returns the row of the key. A new row is all zeros. */
    int findOrAdd(byte[] key, int hash) {
        int known = find(key, hash);
        if (known >= 0) {
            return known;
        }
        if (rows == hashes.length) {
            grow();
        }
        hashes[rows] = hash;
        keyAt[rows] = keys.add(key);
        occupy(rows);
        rows++;
        return rows - 1;
    }

    private void occupy(int row) {
        int slot = hashes[row] & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = row + 1;
    }

    private void grow() {
        int size = rows + rows / 4 + FIRST_ROWS;
        hashes = Arrays.copyOf(hashes, size);
        keyAt = Arrays.copyOf(keyAt, size);
        executeAt = Arrays.copyOf(executeAt, size);
        changedAt = Arrays.copyOf(changedAt, size);
        succeededAt = Arrays.copyOf(succeededAt, size);
        payloads = Arrays.copyOf(payloads, size);
        attempts = Arrays.copyOf(attempts, size);
        mostAttempts = Arrays.copyOf(mostAttempts, size);
        states = Arrays.copyOf(states, size);
        marks = Arrays.copyOf(marks, size);
        if (size > slots.length / 2) {
            slots = new int[slots.length * 2];
            for (int row = 0; row < rows; row++) {
                occupy(row);
            }
        }
    }

    int rows() {
        return rows;
    }

    byte[] key(int row) {
        return keys.get(keyAt[row]);
    }

    /** Returns the instant at which the timer is or was due, in microseconds since 1970. */
    long executeAt(int row) {
        return executeAt[row];
    }

    void executeAt(int row, long micros) {
        executeAt[row] = micros;
    }

    /** Returns when the last update or delete was answered; 0 if there was none. */
    long changedAt(int row) {
        return changedAt[row];
    }

    void changedAt(int row, long micros) {
        changedAt[row] = micros;
    }

    /** Returns the arrival of the callback that succeeded or was refused; 0 if there was none. */
    long succeededAt(int row) {
        return succeededAt[row];
    }

    void succeededAt(int row, long micros) {
        succeededAt[row] = micros;
    }

    /** Returns the {@link PayloadHash} of the payload that callbacks must contain. */
    int payload(int row) {
        return payloads[row];
    }

    void payload(int row, int hash) {
        payloads[row] = hash;
    }

    /** Returns the highest attempt that has arrived. */
    int attempts(int row) {
        return attempts[row];
    }

    void attempts(int row, int number) {
        attempts[row] = (short) Math.min(number, Short.MAX_VALUE);
    }

    /** Returns the largest number of attempts. */
    int mostAttempts(int row) {
        return mostAttempts[row];
    }

    void mostAttempts(int row, int number) {
        mostAttempts[row] = (byte) Math.min(number, Byte.MAX_VALUE);
    }

    State state(int row) {
        return State.ALL[states[row]];
    }

    void state(int row, State state) {
        states[row] = state.code;
    }

    boolean has(int row, Mark mark) {
        return (marks[row] & mark.bit) != 0;
    }

    void mark(int row, Mark mark, boolean on) {
        marks[row] = (byte) (on ? marks[row] | mark.bit : marks[row] & ~mark.bit);
    }
}
