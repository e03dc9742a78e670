package timerbench.service.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

/**
 * Binds a batch to a statement column by column, from left to right. Each column is an array with one element per row.
 */
final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private final int rows;
    private int bound;

    Columns(Connection connection, PreparedStatement statement, int rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    private Columns(Columns before, int rows) {
        this(before.connection, before.statement, rows);
        bound = before.bound;
    }

    /** Returns the binder of the following columns, which have another number of rows. */
    Columns next(int otherRows) {
        return new Columns(this, otherRows);
    }

    void shards(Stream<Integer> values) throws SQLException {
        bind("smallint", values.map(Integer::shortValue), new Short[rows]);
    }

    void keys(Shards shards, List<TimerKey> keys) throws SQLException {
        shards(keys.stream().map(shards::of));
        texts(keys.stream().map(TimerKey::groupId));
        texts(keys.stream().map(TimerKey::timerId));
    }

    void texts(Stream<String> values) throws SQLException {
        bind("text", values, new String[rows]);
    }

    void longs(Stream<Long> values) throws SQLException {
        bind("bigint", values, new Long[rows]);
    }

    void booleans(Stream<Boolean> values) throws SQLException {
        bind("boolean", values, new Boolean[rows]);
    }

    /**
     * Binds instants as ISO 8601 text, which PostgreSQL reads exactly to the microsecond; arithmetic on numbers would
     * round.
     */
    void instants(Stream<Instant> values) throws SQLException {
        bind("timestamptz", values.map(value -> value == null ? null : value.toString()), new String[rows]);
    }

    private <T> void bind(String type, Stream<? extends T> values, T[] array) throws SQLException {
        int row = 0;
        for (var each = values.iterator(); each.hasNext(); row++) {
            array[row] = each.next();
        }
        bound++;
        statement.setArray(bound, connection.createArrayOf(type, array));
    }
}
