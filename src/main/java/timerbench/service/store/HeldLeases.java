package timerbench.service.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which leases are still held, for databases that cannot check a lease within the write that depends on it. */
public interface HeldLeases {
    /**
     * Returns the leases that no other instance has taken over; it may return further leases, which were not asked for.
     */
    Set<Lease> held(Set<Lease> leases);

    /** Returns the leases of these claims that are still held. */
    default Set<Lease> heldBy(Collection<Claim> claims) {
        return held(claims.stream().map(Claim::lease).collect(Collectors.toSet()));
    }

    /** Returns the settlements whose leases are still held, in their order. */
    default List<Settlement> keepHeld(List<Settlement> settlements) {
        Set<Lease> held = held(settlements.stream()
                .map(settlement -> settlement.claim().lease())
                .collect(Collectors.toSet()));
        return settlements.stream()
                .filter(settlement -> held.contains(settlement.claim().lease()))
                .toList();
    }
}
