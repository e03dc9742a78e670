package timerbench.harness.targets.database.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Measures Cassandra without a service in front: writes rows of a timer's size through the bare driver, in batches
 * of one partition each, several in flight.
 */
final class BareCassandra {
    private static final int PARTITIONS = 16;
    private static final int IN_BATCH = 50;
    private static final int IN_FLIGHT = 16;
    private static final String PAYLOAD = "{\"note\":\"" + "x".repeat(180) + "\"}";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final String own = UUID.randomUUID().toString();
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private long rows;

    private BareCassandra(CqlSession session, String table) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO " + table + " (shard, group_id, timer_id, execute_at, payload) VALUES (?, ?, ?, ?, ?)");
    }

    static double createsPerSecond(CqlSession session, String keyspace, Duration warmUp, Duration measured) {
        String table = keyspace + ".bare_" + UUID.randomUUID().toString().replace("-", "");
        session.execute("CREATE TABLE " + table + " (shard int, group_id text, timer_id text, execute_at bigint,"
                + " payload text, PRIMARY KEY ((shard), group_id, timer_id))");
        try {
            BareCassandra bare = new BareCassandra(session, table);
            bare.write(warmUp);
            long before = bare.written.get();
            long start = System.nanoTime();
            bare.write(measured);
            return (bare.written.get() - before) / ((System.nanoTime() - start) / 1e9);
        } finally {
            session.execute("DROP TABLE " + table);
        }
    }

    private void write(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline && failure.get() == null) {
            room.acquireUninterruptibly();
            writeBatch();
        }
        room.acquireUninterruptibly(IN_FLIGHT);
        room.release(IN_FLIGHT);
        if (failure.get() != null) {
            throw new DatabaseException(
                    "the bare driver failed: " + failure.get().getMessage(), failure.get());
        }
    }

    private void writeBatch() {
        BatchStatementBuilder batch = new BatchStatementBuilder(DefaultBatchType.UNLOGGED);
        int shard = (int) (rows / IN_BATCH % PARTITIONS);
        for (int i = 0; i < IN_BATCH; i++, rows++) {
            batch.addStatement(insert.bind(shard, "orders", own + "-" + rows, System.currentTimeMillis(), PAYLOAD));
        }
        var unused = session.executeAsync(batch.build()).whenComplete((done, e) -> {
            if (e == null) {
                written.addAndGet(IN_BATCH);
            } else {
                failure.compareAndSet(null, e);
            }
            room.release();
        });
    }
}
