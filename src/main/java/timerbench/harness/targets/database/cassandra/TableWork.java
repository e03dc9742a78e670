package timerbench.harness.targets.database.cassandra;

import java.util.Map;

/** What was done to the tables of a keyspace since the server's start. */
interface TableWork extends AutoCloseable {
    /**
     * What was done.
     *
     * @param total in the source's unit
     */
    record Work(long calls, double total) {
        static final Work NONE = new Work(0, 0);

        Work since(Work before) {
            // A table that was dropped and made again begins anew.
            return before.calls > calls ? this : new Work(calls - before.calls, Math.max(0, total - before.total));
        }
    }

    String source();

    String unit();

    /** Returns the work by table and operation. */
    Map<String, Work> now();

    @Override
    void close();
}
