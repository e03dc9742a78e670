package timerbench.service.engine;

import java.util.List;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseView;

/**
 * The shards that an instance takes and gives up so that all instances have equally many.
 *
 * @param take free shards
 * @param release shards of this instance
 */
record Shares(List<Integer> take, List<Integer> release) {
    static Shares of(LeaseView view, int shards) {
        int instances = Math.max(1, view.instances().size());
        int fair = (shards + instances - 1) / instances;
        List<Integer> mine = view.mine().stream().map(Lease::shard).toList();
        int missing = Math.max(0, fair - mine.size());
        return new Shares(
                view.free().stream().limit(missing).toList(),
                mine.stream().skip(fair).toList());
    }
}
