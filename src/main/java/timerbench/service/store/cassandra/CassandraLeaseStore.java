package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.timer.Shards;

/**
 * The leases in Cassandra: one partition, so that they are read at once. They change hands by lightweight transactions, on
 * condition of the version that was read. Instances live by the clock of the node that is asked.
 */
final class CassandraLeaseStore implements LeaseStore {
    /** A dead instance's row goes by itself, long after anybody asks for it. */
    private static final Duration KEPT = Duration.ofHours(1);

    private record Holder(int shard, @Nullable String owner, long version) {}

    private final Cql cql;
    private final PreparedStatement create;
    private final PreparedStatement beat;
    private final PreparedStatement leave;
    private final PreparedStatement instances;
    private final PreparedStatement leases;
    private final PreparedStatement hand;

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
    }

    static CassandraLeaseStore open(Cql cql, Shards shards) {
        CassandraLeaseStore store = new CassandraLeaseStore(cql);
        Set<Integer> there = store.holders("open").stream().map(Holder::shard).collect(Collectors.toSet());
        for (int shard = 0; shard < shards.count(); shard++) {
            if (!there.contains(shard)) {
                cql.writeIf("open", store.create.bind(shard));
            }
        }
        return store;
    }

    /** Returns the leases as they are, whoever has them. */
    Set<Lease> held(String operation) {
        return cql.read(operation, leases.bind()).stream()
                .map(row -> new Lease(row.getInt(0), row.getLong(2)))
                .collect(Collectors.toSet());
    }

    /** Returns the leases with what is being written to them, which a plain read may miss. */
    private List<Holder> holders(String operation) {
        return cql.read(operation, leases.bind().setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL)).stream()
                .map(row -> new Holder(row.getInt(0), row.getString(1), row.getLong(2)))
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
        List<Lease> mine = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (Holder holder : holders("beat")) {
            if (holder.owner == null || !alive.contains(holder.owner)) {
                free.add(holder.shard);
            } else if (instance.equals(holder.owner)) {
                mine.add(new Lease(holder.shard, holder.version));
            }
        }
        return new LeaseView(mine, free, alive);
    }

    @Override
    public void take(String instance, Collection<Integer> shards) {
        Set<String> alive = alive("take");
        for (Holder holder : holders("take")) {
            boolean free = holder.owner == null || !alive.contains(holder.owner);
            if (free && shards.contains(holder.shard)) {
                hand("take", holder, instance);
            }
        }
    }

    @Override
    public void release(String instance, Collection<Integer> shards) {
        Set<Integer> released = new HashSet<>(shards);
        for (Holder holder : holders("release")) {
            if (released.contains(holder.shard) && instance.equals(holder.owner)) {
                hand("release", holder, null);
            }
        }
    }

    @Override
    public void leave(String instance) {
        cql.writeAll("leave", List.of(leave.bind(instance)));
        for (Holder holder : holders("leave")) {
            if (instance.equals(holder.owner)) {
                hand("leave", holder, null);
            }
        }
    }

    /** Hands the lease over, unless it has changed hands since it was read. */
    private void hand(String operation, Holder before, @Nullable String owner) {
        cql.writeIf(operation, hand.bind(owner, before.version + 1, before.shard, before.version));
    }
}
