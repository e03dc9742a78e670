package timerbench.service.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.DueStore;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

/** Reads and settles due timers in PostgreSQL. */
final class PostgresDueStore implements DueStore {
    private static final String BEFORE = """
            SELECT t.group_id, t.timer_id, t.due_at FROM unnest(?::smallint[]) AS s(shard) CROSS JOIN LATERAL (
              SELECT group_id, timer_id, due_at FROM timer WHERE shard = s.shard AND due_at < ?
              ORDER BY due_at LIMIT ?) AS t""";

    private static final String ATTEMPTS = """
            SELECT k.n, %s, t.attempts, t.due_at, t.first_attempt_at, t.revision
            FROM unnest(?::smallint[], ?::text[], ?::text[], ?::bigint[]) WITH ORDINALITY
              AS k(shard, group_id, timer_id, lease, n)
            JOIN lease l ON l.shard = k.shard AND l.version = k.lease
            JOIN timer t ON %s""".formatted(Sql.TIMER, Sql.SAME_KEY);

    /**
     * The leases are locked until the commit: an instance that takes one over waits, and then finds the timers settled.
     */
    private static final String HELD = """
            WITH held AS MATERIALIZED (
              SELECT l.shard FROM unnest(?::smallint[], ?::bigint[]) AS h(shard, version)
              JOIN lease l ON l.shard = h.shard AND l.version = h.version ORDER BY l.shard FOR SHARE OF l)
            """;

    private static final String REMOVE = HELD + """
            DELETE FROM timer t
            USING unnest(?::smallint[], ?::text[], ?::text[], ?::bigint[]) AS k(shard, group_id, timer_id, revision), held
            WHERE held.shard = k.shard AND %s AND t.revision = k.revision""".formatted(Sql.SAME_KEY);

    private static final String MOVE_ON = HELD + """
            UPDATE timer t SET execute_at = k.execute_at, due_at = k.due_at, attempts = k.attempts,
              first_attempt_at = k.first_attempt_at, updated_at = k.updated_at
            FROM unnest(?::smallint[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
                        ?::timestamptz[], ?::timestamptz[])
              AS k(shard, group_id, timer_id, revision, execute_at, due_at, attempts, first_attempt_at, updated_at), held
            WHERE held.shard = k.shard AND %s AND t.revision = k.revision""".formatted(Sql.SAME_KEY);

    private static final String PENDING = "SELECT shard, count(*) FROM timer WHERE shard = ANY (?) GROUP BY shard";

    private final Connections connections;
    private final Shards shards;

    PostgresDueStore(Connections connections, Shards shards) {
        this.connections = connections;
        this.shards = shards;
    }

    @Override
    public List<Due> before(Instant end, Collection<Integer> of, int limit) {
        return connections.call("due", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
                statement.setArray(1, smallints(connection, of));
                statement.setObject(2, end.atOffset(Rows.UTC));
                statement.setInt(3, limit);
                List<Due> due = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        TimerKey key = new TimerKey(row.getString(1), row.getString(2));
                        due.add(new Due(key, Rows.instant(row, 3)));
                    }
                }
                return due;
            }
        });
    }

    @Override
    public List<Optional<Attempt>> attempts(List<Claim> claims) {
        return connections.call("attempts", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ATTEMPTS)) {
                Columns columns = new Columns(connection, statement, claims.size());
                columns.keys(shards, claims.stream().map(Claim::key).toList());
                columns.longs(claims.stream().map(claim -> claim.lease().version()));
                List<Optional<Attempt>> attempts =
                        new ArrayList<>(Collections.nCopies(claims.size(), Optional.empty()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        attempts.set(row.getInt(1) - 1, Optional.of(Rows.attempt(row, 2)));
                    }
                }
                return attempts;
            }
        });
    }

    @Override
    public void settle(List<Settlement> settlements) {
        List<Settlement> removed = settlements.stream()
                .filter(settlement -> settlement.next().isEmpty())
                .toList();
        List<Settlement> moved = settlements.stream()
                .filter(settlement -> settlement.next().isPresent())
                .toList();
        if (!removed.isEmpty()) {
            connections.call("remove", connection -> settle(connection, REMOVE, removed));
        }
        if (!moved.isEmpty()) {
            connections.call("move on", connection -> settle(connection, MOVE_ON, moved));
        }
    }

    private int settle(Connection connection, String sql, List<Settlement> settlements) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Lease> leases = settlements.stream()
                    .map(settlement -> settlement.claim().lease())
                    .distinct()
                    .toList();
            Columns held = new Columns(connection, statement, leases.size());
            held.shards(leases.stream().map(Lease::shard));
            held.longs(leases.stream().map(Lease::version));
            Columns columns = held.next(settlements.size());
            columns.keys(
                    shards,
                    settlements.stream()
                            .map(settlement -> settlement.claim().key())
                            .toList());
            columns.longs(settlements.stream().map(Settlement::revision));
            List<Settlement.Next> next =
                    settlements.stream().flatMap(each -> each.next().stream()).toList();
            if (!next.isEmpty()) {
                columns.instants(next.stream().map(Settlement.Next::executeAt));
                columns.instants(next.stream().map(Settlement.Next::dueAt));
                columns.longs(next.stream().map(each -> (long) each.attempts()));
                columns.instants(next.stream().map(each -> each.firstAt().orElse(null)));
                columns.instants(next.stream().map(Settlement.Next::updatedAt));
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public Map<Integer, Long> pending(Collection<Integer> of) {
        return connections.call("pending", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
                statement.setArray(1, smallints(connection, of));
                Map<Integer, Long> counts = new HashMap<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        counts.put(row.getInt(1), row.getLong(2));
                    }
                }
                return counts;
            }
        });
    }

    static java.sql.Array smallints(Connection connection, Collection<Integer> values) throws SQLException {
        return connection.createArrayOf(
                "smallint", values.stream().map(Integer::shortValue).toArray());
    }
}
