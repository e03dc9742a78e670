package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.service.store.Page;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreInfo;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Timers in Cassandra. A batch is one mutation per shard; the mutations run in parallel. */
public final class CassandraStore implements TimerStore {
    private final Cql cql;
    private final Stamps stamps;
    private final TimerTables tables;
    private final GroupOrder groups;

    private CassandraStore(Cql cql, TimerTables tables, Shards shards, InstantSource clock) {
        this.cql = cql;
        this.tables = tables;
        this.stamps = new Stamps(clock);
        this.groups = new GroupOrder(cql, tables, shards);
    }

    /**
     * Opens the store, and creates it if the database has none yet.
     *
     * @param shards the slices of a store that is created now; one that exists keeps its own
     */
    public static Store open(CassandraSettings settings, Shards shards) {
        return open(settings, shards, Clock.systemUTC());
    }

    static Store open(CassandraSettings settings, Shards shards, InstantSource clock) {
        Cql cql = Cql.open(settings);
        try {
            cql.define(Schema.statements(settings));
            Shards stored = storedShards(cql, shards);
            TimerTables tables = new TimerTables(cql, stored, clock);
            CassandraLeaseStore leases = CassandraLeaseStore.open(cql, stored);
            return new Store(
                    stored,
                    readInfo(cql, settings.keyspace()),
                    new CassandraStore(cql, tables, stored, clock),
                    new CassandraDueStore(cql, tables, new DueOrder(cql, clock), leases),
                    leases,
                    cql);
        } catch (RuntimeException e) {
            cql.close();
            throw e;
        }
    }

    private static Shards storedShards(Cql cql, Shards wanted) {
        cql.writeIf(
                "open",
                SimpleStatement.newInstance(
                        "INSERT INTO timer_store (only_row, shards) VALUES (0, ?) IF NOT EXISTS", wanted.count()));
        Row row = cql.read("open", SimpleStatement.newInstance("SELECT shards FROM timer_store WHERE only_row = 0"))
                .get(0);
        return new Shards(row.getInt(0));
    }

    private static StoreInfo readInfo(Cql cql, String keyspace) {
        Map<String, String> durability = new LinkedHashMap<>();
        Row replication = cql.read(
                        "open",
                        SimpleStatement.newInstance(
                                "SELECT durable_writes, replication FROM system_schema.keyspaces"
                                        + " WHERE keyspace_name = ?",
                                keyspace))
                .get(0);
        durability.put("durable_writes", Boolean.toString(replication.getBoolean(0)));
        durability.put("replication", String.valueOf(replication.getMap(1, String.class, String.class)));
        durability.put("consistency", Cql.CONSISTENCY.name());
        for (Row row : commitlogSettings(cql)) {
            durability.put(row.getString(0), String.valueOf(row.getString(1)));
        }
        String version = cql.read("open", SimpleStatement.newInstance("SELECT release_version FROM system.local"))
                .get(0)
                .getString(0);
        return new StoreInfo("Cassandra", version, durability);
    }

    /** Returns the settings of the commit log; none if the database does not show its settings. */
    private static List<Row> commitlogSettings(Cql cql) {
        try {
            List<Row> rows = new ArrayList<>();
            List<Row> sync = setting(cql, "commitlog_sync");
            rows.addAll(sync);
            for (Row row : sync) {
                rows.addAll(setting(
                        cql,
                        "periodic".equals(row.getString(1)) ? "commitlog_sync_period" : "commitlog_sync_group_window"));
            }
            return rows;
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (StoreException e) {
            return List.of();
        }
    }

    private static List<Row> setting(Cql cql, String name) {
        return cql.read(
                "open",
                SimpleStatement.newInstance("SELECT name, value FROM system_views.settings WHERE name = ?", name));
    }

    @Override
    public void put(List<Timer> timers) {
        long stamp = stamps.ofPut();
        Mutations mutations = new Mutations();
        timers.forEach(timer -> tables.put(mutations, tables.fresh(timer, stamp)));
        cql.writeAll("put", mutations.statements());
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        Map<TimerKey, Stored> rows = tables.get("get", keys);
        return keys.stream()
                .map(key -> Optional.ofNullable(rows.get(key)).map(Stored::timer))
                .toList();
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        Map<TimerKey, Stored> rows =
                tables.get("update", changes.stream().map(TimerChange::key).toList());
        Mutations mutations = new Mutations();
        List<Optional<Timer>> changed = new ArrayList<>();
        for (TimerChange change : changes) {
            Optional<Stored> before = Optional.ofNullable(rows.get(change.key()));
            Optional<Stored> after = before.map(row -> changed(row, change));
            after.ifPresent(row -> tables.replace(mutations, before.get(), row));
            changed.add(after.map(Stored::timer));
        }
        cql.writeAll("update", mutations.statements());
        return changed;
    }

    private Stored changed(Stored before, TimerChange change) {
        Timer timer = change.applyTo(before.timer());
        long stamp = stamps.ofUpdate(before.revision());
        return change.executeAt().isPresent()
                ? tables.fresh(timer, stamp)
                : new Stored(
                        timer,
                        before.dueAt(),
                        tables.isLate(before.dueAt()),
                        before.attempts(),
                        before.firstAt(),
                        stamp);
    }

    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        Map<TimerKey, Stored> rows = tables.get("delete", keys);
        Mutations mutations = new Mutations();
        rows.values().forEach(row -> tables.remove(mutations, row, stamps.ofDelete(row.revision())));
        cql.writeAll("delete", mutations.statements());
        return keys.stream().map(rows::containsKey).toList();
    }

    @Override
    public Page list(TimerQuery query) {
        return groups.page(query);
    }
}
