package timerbench.harness.targets.database.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Measures PostgreSQL without a service in front: writes rows of a timer's size through the bare driver in batches
 * of 100, each committed durably, over a few connections in parallel.
 */
final class BareDriver {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 4;
    private static final String PAYLOAD = "{\"note\":\"" + "x".repeat(180) + "\"}";
    private static final String CREATE = """
            CREATE TABLE bare_timer (shard smallint, group_id text, timer_id text, execute_at timestamptz, payload text,
                                     PRIMARY KEY (shard, group_id, timer_id));
            CREATE INDEX ON bare_timer (shard, group_id, execute_at, timer_id)""";
    private static final String INSERT = "INSERT INTO bare_timer VALUES (?, ?, ?, ?, ?)";
    private static final String DROP = "DROP TABLE IF EXISTS bare_timer";

    private final PostgresAddress address;

    BareDriver(PostgresAddress address) {
        this.address = address;
    }

    /** Returns rows written per second, into a table that is gone afterwards. */
    double rowsPerSecond(Duration warmUp, Duration measured) {
        address.run(CREATE);
        try {
            write(warmUp);
            long start = System.nanoTime();
            long rows = write(measured);
            return rows / ((System.nanoTime() - start) / 1e9);
        } finally {
            address.run(DROP);
        }
    }

    private long write(Duration time) {
        ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            Callable<Long> writer = () -> writeUntil(System.nanoTime() + time.toNanos());
            List<Future<Long>> written = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                written.add(writers.submit(writer));
            }
            long rows = 0;
            for (Future<Long> each : written) {
                rows += each.get();
            }
            return rows;
        } catch (ExecutionException e) {
            throw new DatabaseException(
                    address + ": the bare driver failed: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while the bare driver wrote", e);
        } finally {
            writers.shutdownNow();
        }
    }

    private long writeUntil(long deadline) throws SQLException {
        String own = UUID.randomUUID().toString();
        long rows = 0;
        try (Connection connection = address.connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < deadline) {
                for (int i = 0; i < BATCH; i++, rows++) {
                    insert.setShort(1, (short) (rows % 16));
                    insert.setString(2, "orders");
                    insert.setString(3, own + "-" + rows);
                    insert.setTimestamp(4, new Timestamp(System.currentTimeMillis() + 3_600_000));
                    insert.setString(5, PAYLOAD);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
        }
        return rows;
    }
}
