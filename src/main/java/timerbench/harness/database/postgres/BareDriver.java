package timerbench.harness.database.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
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
import timerbench.harness.database.DatabaseException;

/**
 * What the database takes with nothing in front of it: rows of a timer's size written through the bare driver in batches
 * of 100, each committed durably, over a few connections at once. The measure that a service's rate is held against.
 */
public final class BareDriver {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 4;
    private static final String PAYLOAD = "{\"note\":\"" + "x".repeat(180) + "\"}";
    private static final String TABLE = """
            CREATE TABLE bare (shard smallint, group_id text, timer_id text, execute_at timestamptz, payload text,
                               PRIMARY KEY (shard, group_id, timer_id));
            CREATE INDEX ON bare (shard, group_id, execute_at, timer_id)""";

    private BareDriver() {}

    /**
     * Returns rows written per second, on a server of its own that is gone afterwards.
     *
     * @throws DatabaseException if the server fails
     */
    public static double rowsPerSecond(Duration warmUp, Duration measured, Duration startTimeout) {
        try (PostgresServer server = PostgresServer.start(startTimeout)) {
            try (Connection connection = connect(server);
                    var statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            write(server, warmUp);
            long start = System.nanoTime();
            long rows = write(server, measured);
            return rows / ((System.nanoTime() - start) / 1e9);
        } catch (SQLException e) {
            throw new DatabaseException("the bare driver failed: " + e.getMessage(), e);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl() + "?reWriteBatchedInserts=true", server.user(), "");
    }

    private static long write(PostgresServer server, Duration time) {
        ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            Callable<Long> writer = () -> writeUntil(server, System.nanoTime() + time.toNanos());
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
                    "the bare driver failed: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted", e);
        } finally {
            writers.shutdownNow();
        }
    }

    private static long writeUntil(PostgresServer server, long deadline) throws SQLException {
        String own = UUID.randomUUID().toString();
        long rows = 0;
        try (Connection connection = connect(server);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO bare VALUES (?, ?, ?, ?, ?)")) {
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
