package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/**
 * The timers' rows, and their entries in the order by time and in the order of their groups. A row and its entries
 * have the same write timestamp, the timer's revision. The row is the truth: a put that replaces a timer leaves the
 * old entries behind, because it does not read them. A reader drops an entry that does not agree with its row.
 */
final class TimerTables {
    private static final String COLUMNS =
            "group_id, timer_id, execute_at, callback_url, payload, retry_policy, callback_timeout_ms, created_at,"
                    + " updated_at, due_at, late, attempts, first_attempt_at";

    /**
     * An entry that was due longer than this before it is written counts as late: reads do not have to start before it.
     */
    static final Duration LATE = Duration.ofSeconds(5);

    /** Longer than any write takes, and than clocks differ. */
    static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

    private static final int READ_AT_ONCE = 100;
    private static final TupleType KEY = DataTypes.tupleOf(DataTypes.TEXT, DataTypes.TEXT);

    private final Cql cql;
    private final Shards shards;
    private final InstantSource clock;
    private final PreparedStatement get;
    private final PreparedStatement put;
    private final PreparedStatement putDue;
    private final PreparedStatement putInOrder;
    private final PreparedStatement remove;
    private final PreparedStatement removeDue;
    private final PreparedStatement removeInOrder;

    TimerTables(Cql cql, Shards shards, InstantSource clock) {
        this.cql = cql;
        this.shards = shards;
        this.clock = clock;
        get = cql.prepare("SELECT " + COLUMNS + ", WRITETIME(due_at) FROM timer"
                + " WHERE shard = ? AND (group_id, timer_id) IN ?");
        put = cql.prepare("INSERT INTO timer (shard, " + COLUMNS + ")"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
        putDue = cql.prepare("INSERT INTO timer_due (shard, late, due_at, group_id, timer_id)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
        putInOrder = cql.prepare("INSERT INTO timer_in_order (shard, group_id, execute_at, timer_id)"
                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
        remove = cql.prepare("DELETE FROM timer USING TIMESTAMP ? WHERE shard = ? AND group_id = ? AND timer_id = ?");
        removeDue = cql.prepare("DELETE FROM timer_due USING TIMESTAMP ?"
                + " WHERE shard = ? AND late = ? AND due_at = ? AND group_id = ? AND timer_id = ?");
        removeInOrder = cql.prepare("DELETE FROM timer_in_order USING TIMESTAMP ?"
                + " WHERE shard = ? AND group_id = ? AND execute_at = ? AND timer_id = ?");
    }

    /** Returns the existing rows of these keys. */
    Map<TimerKey, Stored> get(String operation, Collection<TimerKey> keys) {
        Map<Integer, List<TimerKey>> byShard = new HashMap<>();
        keys.forEach(key -> byShard.computeIfAbsent(shards.of(key), none -> new ArrayList<>())
                .add(key));
        List<BoundStatement> statements = new ArrayList<>();
        byShard.forEach((shard, ofShard) -> {
            for (int from = 0; from < ofShard.size(); from += READ_AT_ONCE) {
                List<TimerKey> some = ofShard.subList(from, Math.min(from + READ_AT_ONCE, ofShard.size()));
                statements.add(
                        get.bind(shard, some.stream().map(TimerTables::tuple).toList()));
            }
        });
        Map<TimerKey, Stored> found = new HashMap<>();
        for (List<Row> rows : cql.readAll(operation, statements)) {
            for (Row row : rows) {
                Stored stored = Rows.stored(row);
                found.put(stored.timer().key(), stored);
            }
        }
        return found;
    }

    private static TupleValue tuple(TimerKey key) {
        return KEY.newValue(key.groupId(), key.timerId());
    }

    /** Returns whether the instant is long past. */
    boolean isLate(Instant dueAt) {
        return dueAt.isBefore(clock.instant().minus(LATE));
    }

    /** Returns the timer before its first attempt, written at that stamp. */
    Stored fresh(Timer timer, long stamp) {
        return new Stored(timer, timer.executeAt(), isLate(timer.executeAt()), 0, Optional.empty(), stamp);
    }

    /** Writes the timer and its entries. */
    void put(Mutations to, Stored stored) {
        put(to, stored, List.of());
    }

    /** Writes the timer and its entries, and removes the entries of the previous state. */
    void replace(Mutations to, Stored before, Stored after) {
        List<BoundStatement> removals = new ArrayList<>();
        if (!before.dueAt().equals(after.dueAt()) || before.late() != after.late()) {
            removals.add(removalOfDue(before));
        }
        if (!before.timer().executeAt().equals(after.timer().executeAt())) {
            removals.add(removalInOrder(before));
        }
        put(to, after, removals);
    }

    private void put(Mutations to, Stored stored, List<BoundStatement> removals) {
        Timer timer = stored.timer();
        int shard = shards.of(timer.key());
        String groupId = timer.key().groupId();
        String timerId = timer.key().timerId();
        List<BoundStatement> statements = new ArrayList<>(removals);
        statements.add(row(shard, stored));
        statements.add(
                putDue.bind(shard, stored.late(), Rows.micros(stored.dueAt()), groupId, timerId, stored.revision()));
        statements.add(putInOrder.bind(shard, groupId, Rows.micros(timer.executeAt()), timerId, stored.revision()));
        to.add(shard, timer.payload().map(String::length).orElse(0), statements);
    }

    private BoundStatement row(int shard, Stored stored) {
        Timer timer = stored.timer();
        return put.bind(
                shard,
                timer.key().groupId(),
                timer.key().timerId(),
                Rows.micros(timer.executeAt()),
                timer.callbackUrl(),
                timer.payload().orElse(""),
                Rows.retryPolicy(timer.retryPolicy()),
                timer.callbackTimeout().toMillis(),
                Rows.micros(timer.createdAt()),
                Rows.micros(timer.updatedAt()),
                Rows.micros(stored.dueAt()),
                stored.late(),
                stored.attempts(),
                Rows.micros(stored.firstAt()),
                stored.revision());
    }

    /** Removes the timer unless it was written after the stamp, and the entries of this revision. */
    void remove(Mutations to, Stored stored, long stamp) {
        TimerKey key = stored.timer().key();
        to.add(shards.of(key), 0, List.of(removal(key, stamp), removalOfDue(stored), removalInOrder(stored)));
    }

    private BoundStatement removal(TimerKey key, long stamp) {
        return remove.bind(stamp, shards.of(key), key.groupId(), key.timerId());
    }

    private BoundStatement removalOfDue(Stored stored) {
        return removalOfDue(stored.timer().key(), stored.dueAt(), stored.late(), stored.revision());
    }

    private BoundStatement removalOfDue(TimerKey key, Instant dueAt, boolean late, long stamp) {
        return removeDue.bind(stamp, shards.of(key), late, Rows.micros(dueAt), key.groupId(), key.timerId());
    }

    private BoundStatement removalInOrder(Stored stored) {
        return removalInOrder(stored.timer().key(), stored.timer().executeAt(), stored.revision());
    }

    private BoundStatement removalInOrder(TimerKey key, Instant executeAt, long stamp) {
        return removeInOrder.bind(stamp, shards.of(key), key.groupId(), Rows.micros(executeAt), key.timerId());
    }

    /** Drops an entry of the order by time that does not agree with its timer's row. */
    void dropDue(Mutations to, TimerKey key, Instant dueAt, boolean late, Optional<Stored> row) {
        drop(to, key, removalOfDue(key, dueAt, late, staleStamp(row)), row);
    }

    /** Drops an entry of a group's order that does not agree with its timer's row. */
    void dropInOrder(Mutations to, TimerKey key, Instant executeAt, Optional<Stored> row) {
        drop(to, key, removalInOrder(key, executeAt, staleStamp(row)), row);
    }

    /**
     * An entry that is newer than its row, or whose row does not exist yet, belongs to a write that is under way: it
     * survives this.
     */
    private long staleStamp(Optional<Stored> row) {
        return row.map(Stored::revision)
                .orElseGet(() -> Stamps.at(clock.instant().minus(LONGEST_WRITE)));
    }

    /**
     * Without a row, the entry may be left from a failed write. The row is removed too: if it arrived later, the
     * timer would never come due.
     */
    private void drop(Mutations to, TimerKey key, BoundStatement entry, Optional<Stored> row) {
        to.add(shards.of(key), 0, row.isPresent() ? List.of(entry) : List.of(entry, removal(key, staleStamp(row))));
    }
}
