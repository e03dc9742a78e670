package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.DueStore;
import timerbench.service.store.HeldLeases;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.timer.TimerKey;

/**
 * Reads and settles due timers in Cassandra. A settlement is written with the timestamp of the revision that it is
 * based on, so the database itself prefers any later write to the timer.
 */
final class CassandraDueStore implements DueStore {
    private final Cql cql;
    private final TimerTables tables;
    private final DueOrder order;
    private final HeldLeases leases;
    private final PreparedStatement count;

    CassandraDueStore(Cql cql, TimerTables tables, DueOrder order, HeldLeases leases) {
        this.cql = cql;
        this.tables = tables;
        this.order = order;
        this.leases = leases;
        count = cql.prepare("SELECT count(*) FROM timer WHERE shard = ?");
    }

    @Override
    public List<Due> before(Instant end, Collection<Integer> of, int limit) {
        List<DueScan> scans = order.begin(of, limit);
        Mutations drops = new Mutations();
        for (List<DueScan> open = scans; !open.isEmpty(); ) {
            order.read(open, end, limit);
            Map<TimerKey, Stored> rows = tables.get(
                    "due",
                    open.stream()
                            .flatMap(scan -> scan.entries().stream())
                            .map(DueScan.Entry::key)
                            .distinct()
                            .toList());
            for (DueScan scan : open) {
                for (DueScan.Entry stale : scan.sift(rows)) {
                    Optional<Stored> row = Optional.ofNullable(rows.get(stale.key()));
                    tables.dropDue(drops, stale.key(), stale.due().dueAt(), stale.late(), row);
                }
            }
            open = open.stream().filter(scan -> !scan.isDone()).toList();
        }
        cql.writeAll("due", drops.statements());
        order.store(of);
        return scans.stream().flatMap(scan -> scan.found().stream()).toList();
    }

    @Override
    public List<Optional<Attempt>> attempts(List<Claim> claims) {
        Set<Lease> held = leases.heldBy(claims);
        Map<TimerKey, Stored> rows =
                tables.get("attempts", claims.stream().map(Claim::key).toList());
        return claims.stream()
                .map(claim -> Optional.ofNullable(rows.get(claim.key()))
                        .filter(row -> held.contains(claim.lease()))
                        .map(Stored::attempt))
                .toList();
    }

    @Override
    public void settle(List<Settlement> settlements) {
        List<Settlement> ours = leases.keepHeld(settlements);
        Map<TimerKey, Stored> rows = tables.get(
                "settle",
                ours.stream().map(settlement -> settlement.claim().key()).toList());
        Mutations mutations = new Mutations();
        for (Settlement settlement : ours) {
            Stored made = rows.get(settlement.claim().key());
            if (made != null && made.revision() == settlement.revision()) {
                settle(mutations, made, settlement.next());
            }
        }
        cql.writeAll("settle", mutations.statements());
    }

    private void settle(Mutations mutations, Stored made, Optional<Settlement.Next> next) {
        if (next.isPresent()) {
            boolean late = tables.isLate(next.get().dueAt());
            tables.replace(mutations, made, made.movedOn(next.get(), late));
        } else {
            tables.remove(mutations, made, made.revision());
        }
    }

    @Override
    public Map<Integer, Long> pending(Collection<Integer> of) {
        Map<Integer, Long> counts = new HashMap<>();
        // One after the other: each partition is read as a whole, and further reads would only wait.
        for (int shard : of) {
            counts.put(shard, cql.read("pending", count.bind(shard)).get(0).getLong(0));
        }
        return counts;
    }
}
