package timerbench.service.store;

import java.util.List;
import java.util.Set;

/**
 * The leases as one instance sees them.
 *
 * @param mine leases of this instance
 * @param free shards that nobody has, or whose owner is not alive any more
 * @param instances those alive, this one among them
 */
public record LeaseView(List<Lease> mine, List<Integer> free, Set<String> instances) {
    public LeaseView {
        mine = List.copyOf(mine);
        free = List.copyOf(free);
        instances = Set.copyOf(instances);
    }
}
