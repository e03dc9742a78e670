package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import timerbench.service.store.Due;
import timerbench.service.timer.TimerKey;

/**
 * The shards' entries in the order by time. Fired timers leave tombstones, which a read from the start would have to
 * pass. Reading therefore begins where it last met an entry, or a little before now. An entry that was due before
 * that point when it was written is late; late entries have an order of their own, which is nearly always empty. The
 * beginning is stored now and then, so that a restarted store does not begin from the start.
 */
final class DueOrder {
    private final Cql cql;
    private final InstantSource clock;
    private final PreparedStatement after;
    private final PreparedStatement beginning;
    private final PreparedStatement begin;
    private final Map<Integer, Beginning> beginnings = new ConcurrentHashMap<>();

    DueOrder(Cql cql, InstantSource clock) {
        this.cql = cql;
        this.clock = clock;
        after = cql.prepare("SELECT due_at, group_id, timer_id FROM timer_due WHERE shard = ? AND late = ?"
                + " AND (due_at, group_id, timer_id) > (?, ?, ?) AND (due_at) < (?) LIMIT ?");
        beginning = cql.prepare("SELECT DISTINCT shard, read_from FROM timer_due WHERE shard = ?");
        begin = cql.prepare("UPDATE timer_due USING TIMESTAMP ? SET read_from = ? WHERE shard = ?");
    }

    /** Returns scans that begin at the shards' first entries. */
    List<DueScan> begin(Collection<Integer> shards, int limit) {
        List<Integer> unknown =
                shards.stream().filter(shard -> !beginnings.containsKey(shard)).toList();
        List<List<Row>> stored =
                cql.readAll("due", unknown.stream().map(beginning::bind).toList());
        for (int i = 0; i < unknown.size(); i++) {
            long from = stored.get(i).stream()
                    .filter(row -> !row.isNull(1))
                    .map(row -> row.getLong(1))
                    .findFirst()
                    .orElse(0L);
            beginnings.put(unknown.get(i), Beginning.ofStored(from));
        }
        long now = Rows.micros(clock.instant());
        return shards.stream()
                .map(shard -> new DueScan(shard, limit, beginnings.get(shard).start(now)))
                .toList();
    }

    /** Reads the next entries of each scan that are due before the end. */
    void read(List<DueScan> scans, Instant end, int limit) {
        List<BoundStatement> statements = new ArrayList<>();
        for (DueScan scan : scans) {
            statements.add(statement(scan, true, 0, end, limit));
            statements.add(statement(scan, false, scan.start, end, limit));
        }
        List<List<Row>> rows = cql.readAll("due", statements);
        for (int i = 0; i < scans.size(); i++) {
            DueScan scan = scans.get(i);
            List<DueScan.Entry> late = entries(rows.get(2 * i), true);
            List<DueScan.Entry> inTime = entries(rows.get(2 * i + 1), false);
            if (scan.last().isEmpty()) {
                Instant first = inTime.isEmpty() ? end : inTime.get(0).due().dueAt();
                advance(scan, first);
            }
            scan.take(late, inTime);
        }
    }

    private BoundStatement statement(DueScan scan, boolean late, long from, Instant end, int limit) {
        Optional<Due> last = scan.last().map(DueScan.Entry::due);
        return after.bind(
                scan.shard,
                late,
                last.map(due -> Rows.micros(due.dueAt())).orElse(from),
                last.map(due -> due.key().groupId()).orElse(""),
                last.map(due -> due.key().timerId()).orElse(""),
                Rows.microsFrom(end),
                limit);
    }

    private static List<DueScan.Entry> entries(List<Row> rows, boolean late) {
        return rows.stream()
                .map(row -> new DueScan.Entry(
                        new Due(new TimerKey(row.getString(1), row.getString(2)), Rows.instant(row.getLong(0))), late))
                .toList();
    }

    private void advance(DueScan scan, Instant first) {
        long now = Rows.micros(clock.instant());
        beginnings.computeIfPresent(
                scan.shard, (shard, before) -> before.afterRead(scan.start, Rows.micros(first), now));
    }

    /** Stores the shards' beginnings that have advanced since they were last stored. */
    void store(Collection<Integer> shards) {
        List<Integer> advanced = shards.stream()
                .filter(shard -> beginnings.get(shard).isToBeStored())
                .toList();
        // In the scale of the table's other writes: by its oldest, Cassandra decides which tombstones it may drop.
        long stamp = Stamps.at(clock.instant());
        cql.writeAll(
                "due",
                advanced.stream()
                        .map(shard -> begin.bind(stamp, beginnings.get(shard).far(), shard))
                        .toList());
        advanced.forEach(shard -> beginnings.computeIfPresent(shard, (same, before) -> before.afterStoring()));
    }
}
