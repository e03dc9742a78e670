package timerbench.service.store.cassandra;

import java.util.List;

/**
 * The tables. Instants are microseconds since 1970, because Cassandra's own timestamps have milliseconds only.
 *
 * <p>A timer's row and its entries in the two orders have the same partition key, the shard. A write of all three is
 * therefore one mutation, which each replica applies as a whole.
 */
final class Schema {
    private static final String TIMER = """
            CREATE TABLE IF NOT EXISTS timer (
              shard int, group_id text, timer_id text,
              execute_at bigint, callback_url text,
              payload text,              -- '' for none; each null would be a tombstone
              retry_policy text,         -- '' for the default
              callback_timeout_ms bigint, created_at bigint, updated_at bigint,
              due_at bigint,             -- of the next attempt
              late boolean,              -- where its entry in timer_due is
              attempts int,              -- made so far for this execute_at
              first_attempt_at bigint,   -- the least before that; 0 is an instant
              PRIMARY KEY ((shard), group_id, timer_id))""";

    /**
     * An entry is late if it was long due when it was written. All other entries can be read from where reading last
     * ended.
     */
    private static final String DUE = """
            CREATE TABLE IF NOT EXISTS timer_due (
              shard int, late boolean, due_at bigint, group_id text, timer_id text,
              read_from bigint static,   -- nothing that is pending and not late is due before
              PRIMARY KEY ((shard), late, due_at, group_id, timer_id))""";

    private static final String IN_ORDER = """
            CREATE TABLE IF NOT EXISTS timer_in_order (
              shard int, group_id text, execute_at bigint, timer_id text,
              PRIMARY KEY ((shard), group_id, execute_at, timer_id))""";

    private static final String INSTANCE = """
            CREATE TABLE IF NOT EXISTS instance (
              only_partition int, id text, beat_at timestamp, term_ms bigint,
              PRIMARY KEY ((only_partition), id))""";

    private static final String LEASE = """
            CREATE TABLE IF NOT EXISTS lease (
              only_partition int, shard int, owner text, version bigint,
              PRIMARY KEY ((only_partition), shard))""";

    private static final String STORE = "CREATE TABLE IF NOT EXISTS timer_store (only_row int PRIMARY KEY, shards int)";

    /**
     * A single replica has no other that could bring a deleted row back. With several, one may be down for three
     * hours and still learn of the delete.
     */
    private static final String GRACE_ALONE = "60";

    private static final String GRACE = "14400";

    private Schema() {}

    /** Returns the statements that create the missing parts of the store. */
    static List<String> statements(CassandraSettings settings) {
        String options = " WITH gc_grace_seconds = " + (settings.replicas() == 1 ? GRACE_ALONE : GRACE)
                + " AND speculative_retry = 'NEVER'";
        return List.of(
                "CREATE KEYSPACE IF NOT EXISTS " + settings.keyspace()
                        + " WITH replication = {'class': 'NetworkTopologyStrategy', '" + settings.datacenter() + "': "
                        + settings.replicas() + "}",
                "USE " + settings.keyspace(),
                STORE,
                TIMER + options,
                DUE + options,
                IN_ORDER + options,
                INSTANCE,
                LEASE);
    }
}
