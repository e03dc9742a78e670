package timerbench.service.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.service.store.Page;
import timerbench.service.store.Store;
import timerbench.service.store.StoreInfo;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Timers in PostgreSQL. A batch is one statement over arrays, whatever its size, and one commit. */
public final class PostgresStore implements TimerStore {
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** The number of rows of a page that are in memory at once. */
    private static final int PORTION = 100;

    private final Connections connections;
    private final Shards shards;

    private PostgresStore(Connections connections, Shards shards) {
        this.connections = connections;
        this.shards = shards;
    }

    /**
     * Opens the store, and creates it if the database has none yet.
     *
     * @param shards the slices of a store that is created now; one that exists keeps its own
     */
    public static Store open(PostgresSettings settings, Shards shards) {
        Connections connections = Connections.open(settings);
        try {
            connections.migrate();
            Shards stored = connections.call("open", connection -> storedShards(connection, shards));
            StoreInfo info = connections.call("open", PostgresStore::readInfo);
            return new Store(
                    stored,
                    info,
                    new PostgresStore(connections, stored),
                    new PostgresDueStore(connections, stored),
                    PostgresLeaseStore.open(connections, stored),
                    connections);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static Shards storedShards(Connection connection, Shards wanted) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO timer_store (shards) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setInt(1, wanted.count());
            insert.executeUpdate();
        }
        return new Shards(Integer.parseInt(readOne(connection, "SELECT shards FROM timer_store")));
    }

    private static StoreInfo readInfo(Connection connection) throws SQLException {
        Map<String, String> durability = new LinkedHashMap<>();
        for (String setting : DURABILITY) {
            durability.put(setting, readOne(connection, "SHOW " + setting));
        }
        String version = readOne(connection, "SHOW server_version").split(" ", 2)[0];
        return new StoreInfo("PostgreSQL", version, durability);
    }

    private static String readOne(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void put(List<Timer> timers) {
        connections.call("put", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Sql.PUT)) {
                Columns columns = new Columns(connection, statement, timers.size());
                columns.keys(shards, timers.stream().map(Timer::key).toList());
                columns.instants(timers.stream().map(Timer::executeAt));
                columns.texts(timers.stream().map(Timer::callbackUrl));
                columns.texts(timers.stream().map(timer -> timer.payload().orElse(null)));
                columns.texts(timers.stream().map(timer -> Rows.retryPolicy(timer.retryPolicy())));
                columns.longs(
                        timers.stream().map(timer -> timer.callbackTimeout().toMillis()));
                columns.instants(timers.stream().map(Timer::createdAt));
                columns.instants(timers.stream().map(Timer::updatedAt));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        return connections.call("get", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Sql.GET)) {
                new Columns(connection, statement, keys.size()).keys(shards, keys);
                return numberedTimers(statement, keys.size());
            }
        });
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        return connections.call("update", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Sql.UPDATE)) {
                Columns columns = new Columns(connection, statement, changes.size());
                columns.keys(shards, changes.stream().map(TimerChange::key).toList());
                columns.instants(
                        changes.stream().map(change -> change.executeAt().orElse(null)));
                columns.texts(
                        changes.stream().map(change -> change.callbackUrl().orElse(null)));
                columns.texts(changes.stream().map(change -> change.payload().orElse(null)));
                columns.booleans(
                        changes.stream().map(change -> change.retryPolicy().isPresent()));
                columns.texts(changes.stream()
                        .map(change ->
                                change.retryPolicy().map(Rows::retryPolicy).orElse(null)));
                columns.longs(changes.stream()
                        .map(change -> change.callbackTimeout()
                                .map(timeout -> timeout.toMillis())
                                .orElse(null)));
                columns.instants(changes.stream().map(TimerChange::updatedAt));
                return numberedTimers(statement, changes.size());
            }
        });
    }

    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        return connections.call("delete", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Sql.DELETE)) {
                new Columns(connection, statement, keys.size()).keys(shards, keys);
                List<Boolean> deleted = new ArrayList<>(Collections.nCopies(keys.size(), false));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        deleted.set(row.getInt(1) - 1, true);
                    }
                }
                return deleted;
            }
        });
    }

    @Override
    public Page list(TimerQuery query) {
        return connections.call("list", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Sql.LIST)) {
                // Rows arrive in portions only within a transaction. The pool resets this.
                connection.setAutoCommit(false);
                statement.setFetchSize(PORTION);
                bind(statement, query);
                Page page = new Page(query);
                try (ResultSet row = statement.executeQuery()) {
                    while (!page.isFull() && row.next()) {
                        page.add(Rows.timer(row, 1));
                    }
                }
                return page;
            }
        });
    }

    private void bind(PreparedStatement statement, TimerQuery query) throws SQLException {
        statement.setInt(1, shards.count() - 1);
        statement.setString(2, query.groupId());
        // PostgreSQL cannot represent Instant.MIN and MAX. No timer lies beyond the bounds used here.
        Instant after = query.after().map(position -> position.executeAt()).orElse(Instant.EPOCH.minusSeconds(1));
        statement.setObject(3, after.atOffset(Rows.UTC));
        statement.setString(4, query.after().map(position -> position.timerId()).orElse(""));
        statement.setObject(
                5, query.dueBefore().map(due -> due.atOffset(Rows.UTC)).orElse(OffsetDateTime.MAX));
        statement.setInt(6, query.limit());
        statement.setInt(7, query.limit());
    }

    private static List<Optional<Timer>> numberedTimers(PreparedStatement statement, int size) throws SQLException {
        List<Optional<Timer>> timers = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                timers.set(row.getInt(1) - 1, Optional.of(Rows.timer(row, 2)));
            }
        }
        return timers;
    }
}
