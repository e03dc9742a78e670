package timerbench.service.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The leases as one instance sees them.
 *
 * @param mine leases of this instance
 * @param free shards whose lease no living instance holds
 * @param instances the living instances, including this one
 */
public record LeaseView(List<Lease> mine, List<Integer> free, Set<String> instances) {
    public LeaseView {
        mine = List.copyOf(mine);
        free = List.copyOf(free);
        instances = Set.copyOf(instances);
    }

    /** Returns the view of this instance, given the stored leases and the living instances. */
    public static LeaseView of(String instance, Collection<StoredLease> leases, Set<String> alive) {
        List<Lease> mine = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (StoredLease stored : leases) {
            if (stored.isFree(alive)) {
                free.add(stored.shard());
            } else if (stored.isOf(instance)) {
                mine.add(stored.lease());
            }
        }
        return new LeaseView(mine, free, alive);
    }
}
