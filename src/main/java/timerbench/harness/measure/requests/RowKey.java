package timerbench.harness.measure.requests;

/**
 * A row of one second in 64 bits, in the order in which rows are listed: the index of its operation (30 bits), whether
 * it is ok (1), its response time (32), and in which of two seconds it started (1). End and response time leave two
 * seconds at most.
 */
final class RowKey {
    private static final int OPERATION = 34;
    private static final int OK = 33;
    private static final int RESPONSE = 1;
    private static final long MILLIS = 1_000;

    private RowKey() {}

    static long of(int operation, boolean ok, int responseMillis, int startSecond, int endSecond) {
        // Times below zero come first.
        long response = Integer.toUnsignedLong(responseMillis ^ Integer.MIN_VALUE);
        return ((long) operation << OPERATION)
                | (ok ? 1L << OK : 0)
                | (response << RESPONSE)
                | (startSecond - earliestStart(endSecond, responseMillis));
    }

    /** Returns the first second in which a request may have started that took so long and ended in this second. */
    static long earliestStart(int endSecond, int responseMillis) {
        return Math.floorDiv(endSecond * MILLIS - responseMillis, MILLIS);
    }

    /** Returns whether a request that took so long and ended in the one second may have started in the other. */
    static boolean isPossible(int startSecond, int endSecond, int responseMillis) {
        long later = startSecond - earliestStart(endSecond, responseMillis);
        return later == 0 || (later == 1 && responseMillis % MILLIS != 0);
    }

    static int operation(long key) {
        return (int) (key >>> OPERATION);
    }

    /** Returns the same row of another operation. */
    static long withOperation(long key, int operation) {
        return ((long) operation << OPERATION) | (key & ((1L << OPERATION) - 1));
    }

    static boolean ok(long key) {
        return ((key >>> OK) & 1) == 1;
    }

    static int responseMillis(long key) {
        return (int) (key >>> RESPONSE) ^ Integer.MIN_VALUE;
    }

    static int startSecond(long key, int endSecond) {
        return Math.toIntExact(earliestStart(endSecond, responseMillis(key)) + (key & 1));
    }
}
