package timerbench.service.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.DueStore;
import timerbench.service.store.HeldLeases;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Micros;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

/** Reads and settles due timers in MongoDB. */
final class MongoDbDueStore implements DueStore {
    private static final Document KEY_AND_DUE = new Document(Documents.ID, 1).append(Documents.DUE_AT, 1);

    private final Connections connections;
    private final MongoCollection<Document> timers;
    private final HeldLeases leases;
    private final Shards shards;
    private final Revisions revisions;

    MongoDbDueStore(
            Connections connections,
            MongoCollection<Document> timers,
            HeldLeases leases,
            Shards shards,
            Revisions revisions) {
        this.connections = connections;
        this.timers = timers;
        this.leases = leases;
        this.shards = shards;
        this.revisions = revisions;
    }

    @Override
    public List<Due> before(Instant end, Collection<Integer> of, int limit) {
        long micros = Micros.sinceEpochNotBefore(end);
        return connections.each("due", List.copyOf(of), shard -> before(micros, shard, limit)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Due> before(long micros, int shard, int limit) {
        return timers.find(and(eq(Documents.SHARD, shard), lt(Documents.DUE_AT, micros)))
                .projection(KEY_AND_DUE)
                .sort(new Document(Documents.DUE_AT, 1))
                .hint(MongoDbStore.BY_DUE)
                .limit(limit)
                .batchSize(Documents.oneBatch(limit))
                .map(Documents::due)
                .into(new ArrayList<>());
    }

    /** The leases are read after the timers: a lease that is held then was held while the timers were read. */
    @Override
    public List<Optional<Attempt>> attempts(List<Claim> claims) {
        Map<TimerKey, Attempt> found = new HashMap<>();
        List<TimerKey> keys = claims.stream().map(Claim::key).toList();
        connections
                .call(
                        "attempts",
                        () -> timers.find(Documents.with(shards, keys))
                                .batchSize(Documents.oneBatch(keys.size()))
                                .map(Documents::attempt)
                                .into(new ArrayList<>()))
                .forEach(attempt -> found.put(attempt.timer().key(), attempt));
        Set<Lease> held = leases.heldBy(claims);
        return claims.stream()
                .map(claim ->
                        Optional.ofNullable(found.get(claim.key())).filter(attempt -> held.contains(claim.lease())))
                .toList();
    }

    /**
     * Settles timers. The write itself decides whether a timer has changed. The leases are read just before: if a
     * lease changes hands during the settlement, the settlement still takes effect unless the new owner has written
     * first.
     */
    @Override
    public void settle(List<Settlement> settlements) {
        List<WriteModel<Document>> writes =
                leases.keepHeld(settlements).stream().map(this::write).toList();
        if (!writes.isEmpty()) {
            connections.call("settle", () -> timers.bulkWrite(writes, MongoDbStore.IN_ANY_ORDER));
        }
    }

    private WriteModel<Document> write(Settlement settlement) {
        Bson unchanged = Documents.unchanged(shards, settlement.claim().key(), settlement.revision());
        return settlement
                .next()
                .<WriteModel<Document>>map(next -> new UpdateOneModel<>(unchanged, moveOn(next)))
                .orElseGet(() -> new DeleteOneModel<>(unchanged));
    }

    /** Sets a new revision, so that a former owner's settlement of the same attempt has no effect. */
    private Document moveOn(Settlement.Next next) {
        Document set = new Document(Documents.REVISION, revisions.next())
                .append(Documents.EXECUTE_AT, Micros.sinceEpoch(next.executeAt()))
                .append(Documents.DUE_AT, Micros.sinceEpoch(next.dueAt()))
                .append(Documents.ATTEMPTS, next.attempts())
                .append(Documents.UPDATED_AT, Micros.sinceEpoch(next.updatedAt()));
        List<String> unset = new ArrayList<>();
        next.firstAt()
                .map(Micros::sinceEpoch)
                .ifPresentOrElse(
                        firstAt -> set.append(Documents.FIRST_AT, firstAt), () -> unset.add(Documents.FIRST_AT));
        return Updates.operators(set, unset);
    }

    @Override
    public Map<Integer, Long> pending(Collection<Integer> of) {
        List<Integer> each = List.copyOf(of);
        CountOptions byIndex = new CountOptions().hint(MongoDbStore.BY_DUE);
        List<Long> counts =
                connections.each("pending", each, shard -> timers.countDocuments(eq(Documents.SHARD, shard), byIndex));
        return IntStream.range(0, each.size()).boxed().collect(Collectors.toMap(each::get, counts::get));
    }
}
