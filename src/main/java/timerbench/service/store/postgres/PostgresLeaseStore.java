package timerbench.service.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.store.StoredLease;
import timerbench.service.timer.Shards;

/** The leases in PostgreSQL. An instance is one row, so that a heartbeat writes one row only. */
final class PostgresLeaseStore implements LeaseStore {
    private static final String ALIVE = "alive_until > clock_timestamp()";

    private static final String CREATE =
            "INSERT INTO lease (shard) SELECT generate_series(0, ?) ON CONFLICT DO NOTHING";

    private static final String BEAT = """
            INSERT INTO instance (id, alive_until) VALUES (?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET alive_until = EXCLUDED.alive_until""";

    private static final String INSTANCES = "SELECT id FROM instance WHERE " + ALIVE;

    private static final String LEASES =
            "SELECT l.shard, l.version, i.id FROM lease l LEFT JOIN instance i ON i.id = l.owner AND i." + ALIVE
                    + " ORDER BY l.shard";

    private static final String TAKE = """
            UPDATE lease l SET owner = ?, version = l.version + 1 WHERE l.shard = ANY (?)
              AND NOT EXISTS (SELECT FROM instance i WHERE i.id = l.owner AND i.%s)""".formatted(ALIVE);

    private static final String RELEASE =
            "UPDATE lease SET owner = NULL, version = version + 1 WHERE owner = ? AND shard = ANY (?)";

    private static final String LEAVE = """
            WITH gone AS (DELETE FROM instance WHERE id = ? OR alive_until < clock_timestamp() - interval '1 hour')
            UPDATE lease SET owner = NULL, version = version + 1 WHERE owner = ?""";

    private final Connections connections;

    private PostgresLeaseStore(Connections connections) {
        this.connections = connections;
    }

    static PostgresLeaseStore open(Connections connections, Shards shards) {
        connections.call("open", connection -> {
            try (PreparedStatement create = connection.prepareStatement(CREATE)) {
                create.setInt(1, shards.count() - 1);
                return create.executeUpdate();
            }
        });
        return new PostgresLeaseStore(connections);
    }

    @Override
    public LeaseView beat(String instance, Duration term) {
        return connections.call("beat", connection -> {
            try (PreparedStatement beat = connection.prepareStatement(BEAT)) {
                beat.setString(1, instance);
                beat.setLong(2, term.toMillis());
                beat.executeUpdate();
            }
            return view(connection, instance);
        });
    }

    private static LeaseView view(Connection connection, String instance) throws SQLException {
        Set<String> instances = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(INSTANCES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                instances.add(row.getString(1));
            }
        }
        List<StoredLease> leases = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LEASES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String owner = row.getString(3);
                leases.add(new StoredLease(new Lease(row.getInt(1), row.getLong(2)), owner));
                // An owner in this answer is alive, even if its first beat came after the instances were read.
                if (owner != null) {
                    instances.add(owner);
                }
            }
        }
        return LeaseView.of(instance, leases, instances);
    }

    @Override
    public void take(String instance, Collection<Integer> shards) {
        change("take", TAKE, instance, shards);
    }

    @Override
    public void release(String instance, Collection<Integer> shards) {
        change("release", RELEASE, instance, shards);
    }

    private void change(String operation, String sql, String instance, Collection<Integer> shards) {
        connections.call(operation, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, instance);
                statement.setArray(2, PostgresDueStore.smallints(connection, shards));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public Optional<DatabaseTime> time() {
        return connections.call("time", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                OffsetDateTime shown = row.getObject(1, OffsetDateTime.class);
                return Optional.of(new DatabaseTime(shown.toInstant(), ChronoUnit.MICROS.getDuration()));
            }
        });
    }

    @Override
    public void leave(String instance) {
        connections.call("leave", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
                statement.setString(1, instance);
                statement.setString(2, instance);
                return statement.executeUpdate();
            }
        });
    }
}
