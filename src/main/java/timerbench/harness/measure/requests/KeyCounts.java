package timerbench.harness.measure.requests;

import java.util.stream.IntStream;

/**
 * Counts by key, in 12 bytes for each place: an open-addressing map without objects, because a long load has millions
 * of rows.
 */
final class KeyCounts {
    private static final int FIRST_PLACES = 16;
    // Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, 6.4): the upper bits of the product are mixed.
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private long[] keys = new long[FIRST_PLACES];
    // 0 where there is no key.
    private int[] counts = new int[FIRST_PLACES];
    private int size;

    /**
     * Adds to the count of a key.
     *
     * @param count above 0
     * @return the count before
     * @throws ArithmeticException if the sum is no {@code int}
     */
    int add(long key, int count) {
        int place = place(key);
        int before = counts[place];
        counts[place] = Math.addExact(before, count);
        if (before == 0) {
            keys[place] = key;
            size++;
            // At most three quarters full.
            if (size > keys.length - keys.length / 4) {
                grow();
            }
        }
        return before;
    }

    /** Returns the count of a key; 0 if it was never added. */
    int count(long key) {
        return counts[place(key)];
    }

    /** Receives a key with its count. */
    interface Receiver {
        void receive(long key, int count);
    }

    /** Passes on all keys with their counts, in no particular order. */
    void forEach(Receiver receiver) {
        for (int place = 0; place < keys.length; place++) {
            if (counts[place] > 0) {
                receiver.receive(keys[place], counts[place]);
            }
        }
    }

    /** Returns all keys in no particular order. */
    long[] keys() {
        return IntStream.range(0, keys.length)
                .filter(place -> counts[place] > 0)
                .mapToLong(place -> keys[place])
                .toArray();
    }

    private int place(long key) {
        int last = keys.length - 1;
        int place = (int) ((key * GOLDEN_RATIO) >>> Long.numberOfLeadingZeros(last));
        while (counts[place] > 0 && keys[place] != key) {
            place = (place + 1) & last;
        }
        return place;
    }

    private void grow() {
        long[] formerKeys = keys;
        int[] formerCounts = counts;
        keys = new long[formerKeys.length * 2];
        counts = new int[keys.length];
        for (int former = 0; former < formerKeys.length; former++) {
            if (formerCounts[former] > 0) {
                int place = place(formerKeys[former]);
                keys[place] = formerKeys[former];
                counts[place] = formerCounts[former];
            }
        }
    }
}
