package timerbench.service.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shard's lease as the database holds it.
 *
 * @param owner the instance that holds it, alive or not; null if none does
 */
public record StoredLease(Lease lease, @Nullable String owner) {
    /** Returns the lease of a shard that no instance has held yet. */
    public static StoredLease untaken(int shard) {
        return new StoredLease(new Lease(shard, 0), null);
    }

    /** Returns whether no instance holds the lease, or one that is no longer alive. */
    public boolean isFree(Set<String> alive) {
        return owner == null || !alive.contains(owner);
    }

    /** Returns whether this instance holds the lease, alive or not. */
    public boolean isOf(String instance) {
        return instance.equals(owner);
    }

    /** Returns the shard that the lease is for. */
    public int shard() {
        return lease.shard();
    }
}
