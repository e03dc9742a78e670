package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.HeldLeases;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.store.StoredLease;
import timerbench.service.timer.Shards;

/**
 * The leases in Cassandra. They are one partition, so they are read at once, and leases that change hands together do
 * so in one lightweight transaction on condition of their versions. Later reads see every answered transaction; a
 * transaction that is still under way makes the next one fail. Instances live by the clock of the node that answers.
 */
final class CassandraLeaseStore implements LeaseStore, HeldLeases {
    /** The row of a dead instance expires by itself, long after anyone reads it. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Cql cql;
    private final PreparedStatement create;
    private final PreparedStatement beat;
    private final PreparedStatement leave;
    private final PreparedStatement instances;
    private final PreparedStatement leases;
    private final PreparedStatement hand;
    private final PreparedStatement time;

    private CassandraLeaseStore(Cql cql) {
        this.cql = cql;
        create = cql.prepare("INSERT INTO lease (only_partition, shard, version) VALUES (0, ?, 0) IF NOT EXISTS");
        beat = cql.prepare("INSERT INTO instance (only_partition, id, beat_at, term_ms)"
                + " VALUES (0, ?, currentTimestamp(), ?) USING TTL ?");
        leave = cql.prepare("DELETE FROM instance WHERE only_partition = 0 AND id = ?");
        instances = cql.prepare("SELECT id, toUnixTimestamp(beat_at), term_ms, toUnixTimestamp(currentTimestamp())"
                + " FROM instance WHERE only_partition = 0");
        leases = cql.prepare("SELECT shard, owner, version FROM lease WHERE only_partition = 0");
        hand = cql.prepare(
                "UPDATE lease SET owner = ?, version = ? WHERE only_partition = 0 AND shard = ? IF version = ?");
        time = cql.prepare("SELECT toUnixTimestamp(currentTimestamp()) FROM system.local");
    }

    static CassandraLeaseStore open(Cql cql, Shards shards) {
        CassandraLeaseStore store = new CassandraLeaseStore(cql);
        store.change("open", leases -> {
            Set<Integer> there = leases.stream().map(StoredLease::shard).collect(Collectors.toSet());
            return IntStream.range(0, shards.count())
                    .filter(shard -> !there.contains(shard))
                    .<BatchableStatement<?>>mapToObj(store.create::bind)
                    .toList();
        });
        return store;
    }

    /** Returns all leases: they stand in one partition, so reading some of them costs the same. */
    @Override
    public Set<Lease> held(Set<Lease> asked) {
        return cql.read("leases", leases.bind()).stream()
                .map(CassandraLeaseStore::lease)
                .collect(Collectors.toSet());
    }

    private static Lease lease(Row row) {
        return new Lease(row.getInt(0), row.getLong(2));
    }

    private List<StoredLease> stored(String operation) {
        return cql.read(operation, leases.bind()).stream()
                .map(row -> new StoredLease(lease(row), row.getString(1)))
                .toList();
    }

    private Set<String> alive(String operation) {
        return cql.read(operation, instances.bind()).stream()
                .filter(CassandraLeaseStore::isAlive)
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }

    private static boolean isAlive(Row row) {
        return row.getLong(1) + row.getLong(2) > row.getLong(3);
    }

    @Override
    public LeaseView beat(String instance, Duration term) {
        int kept = Math.toIntExact(term.plus(KEPT).toSeconds());
        cql.writeAll("beat", List.of(beat.bind(instance, term.toMillis(), kept)));
        Set<String> alive = alive("beat");
        return LeaseView.of(instance, stored("beat"), alive);
    }

    @Override
    public void take(String instance, Collection<Integer> shards) {
        Set<String> alive = alive("take");
        hand("take", stored -> shards.contains(stored.shard()) && stored.isFree(alive), instance);
    }

    @Override
    public void release(String instance, Collection<Integer> shards) {
        hand("release", stored -> shards.contains(stored.shard()) && stored.isOf(instance), null);
    }

    /** Reads the clock of the node that the driver chooses: readings differ as much as the clocks of the cluster. */
    @Override
    public Optional<DatabaseTime> time() {
        long millis = cql.read("time", time.bind()).get(0).getLong(0);
        return Optional.of(new DatabaseTime(Instant.ofEpochMilli(millis), ChronoUnit.MILLIS.getDuration()));
    }

    @Override
    public void leave(String instance) {
        cql.writeAll("leave", List.of(leave.bind(instance)));
        hand("leave", stored -> stored.isOf(instance), null);
    }

    private void hand(String operation, Predicate<StoredLease> which, @Nullable String owner) {
        change(
                operation,
                leases -> leases.stream()
                        .filter(which)
                        .map(StoredLease::lease)
                        .<BatchableStatement<?>>map(
                                lease -> hand.bind(owner, lease.version() + 1, lease.shard(), lease.version()))
                        .toList());
    }

    /**
     * Reads the leases and writes the change to them. Repeats both if one of these leases has changed hands in between.
     */
    private void change(String operation, Function<List<StoredLease>, List<BatchableStatement<?>>> change) {
        List<BatchableStatement<?>> statements;
        do {
            statements = change.apply(stored(operation));
        } while (!statements.isEmpty() && !cql.writeIf(operation, all(statements)));
    }

    private static BatchStatement all(List<BatchableStatement<?>> statements) {
        return BatchStatement.builder(DefaultBatchType.UNLOGGED)
                .addStatements(statements)
                .build();
    }
}
