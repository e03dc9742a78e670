package timerbench.harness.measure.callback;

import java.util.Arrays;

/**
 * Timers by key, a row of numbers each, in arrays rather than objects: ten million of them are no work for the garbage
 * collector, whose pauses would be measured as lateness. Not safe for several threads.
 */
final class TimerTable {
    private static final int FIRST_ROWS = 64;

    private final KeyBytes keys = new KeyBytes();
    /** Row + 1 by hash, 0 where free; always at least half of it free. */
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

    /** Returns the row of the key, which may be a new one, all zeros. */
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

    /** Returns the instant for which a callback is or was owed, in microseconds since 1970. */
    long executeAt(int row) {
        return executeAt[row];
    }

    void executeAt(int row, long micros) {
        executeAt[row] = micros;
    }

    /** Returns when the last update or delete was answered; 0 if none was. */
    long changedAt(int row) {
        return changedAt[row];
    }

    void changedAt(int row, long micros) {
        changedAt[row] = micros;
    }

    /** Returns when the callback arrived that succeeded or was refused; 0 if none did. */
    long succeededAt(int row) {
        return succeededAt[row];
    }

    void succeededAt(int row, long micros) {
        succeededAt[row] = micros;
    }

    /** Returns the {@link PayloadHash} of what its callbacks must carry. */
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

    /** Returns the attempts after which nothing more is owed. */
    int mostAttempts(int row) {
        return mostAttempts[row];
    }

    void mostAttempts(int row, int number) {
        mostAttempts[row] = (byte) Math.min(number, Byte.MAX_VALUE);
    }

    TimerState state(int row) {
        return TimerState.of(states[row]);
    }

    void state(int row, TimerState state) {
        states[row] = state.code();
    }

    boolean has(int row, TimerMark mark) {
        return (marks[row] & mark.bit()) != 0;
    }

    void mark(int row, TimerMark mark, boolean on) {
        marks[row] = (byte) (on ? marks[row] | mark.bit() : marks[row] & ~mark.bit());
    }
}
