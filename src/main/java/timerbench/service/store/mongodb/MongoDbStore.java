package timerbench.service.store.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.bson.Document;
import timerbench.service.store.Page;
import timerbench.service.store.Store;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Timers in MongoDB, one document each. A batch is one bulk write, except for deletes. */
public final class MongoDbStore implements TimerStore {
    /** The order in which a shard's timers come due. */
    static final Document BY_DUE = new Document(Documents.SHARD, 1).append(Documents.DUE_AT, 1);

    /** The order of a group's timers within a shard. */
    static final Document IN_ORDER = new Document(Documents.SHARD, 1)
            .append(Documents.GROUP_ID, 1)
            .append(Documents.EXECUTE_AT, 1)
            .append(Documents.TIMER_ID, 1);

    static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

    /** The number of documents of a page that are in memory at once, over all shards: 20 MB of the largest. */
    private static final int PORTION = 320;

    private final Connections connections;
    private final Shards shards;
    private final Revisions revisions;
    private final MongoCollection<Document> timers;
    private final Updates updates;

    private MongoDbStore(Connections connections, Shards shards, Revisions revisions) {
        this.connections = connections;
        this.shards = shards;
        this.revisions = revisions;
        this.timers = timers(connections);
        this.updates = new Updates(connections, timers, shards, revisions);
    }

    /**
     * Opens the store, and creates it if the database has none yet.
     *
     * @param shards the slices of a store that is created now; one that exists keeps its own
     */
    public static Store open(MongoDbSettings settings, Shards shards) {
        Connections connections = Connections.open(settings);
        try {
            connections.call(
                    "open",
                    () -> timers(connections).createIndexes(List.of(new IndexModel(BY_DUE), new IndexModel(IN_ORDER))));
            Shards stored = connections.call("open", () -> storedShards(connections, shards));
            Revisions revisions = new Revisions();
            MongoDbLeaseStore leases = MongoDbLeaseStore.open(connections, stored);
            return new Store(
                    stored,
                    Information.read(connections),
                    new MongoDbStore(connections, stored, revisions),
                    new MongoDbDueStore(connections, timers(connections), leases, stored, revisions),
                    leases,
                    connections);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static MongoCollection<Document> timers(Connections connections) {
        return connections.collection("timer");
    }

    private static Shards storedShards(Connections connections, Shards wanted) {
        Document only = new Document(Documents.ID, "store");
        Document created = new Document("$setOnInsert", new Document("shards", wanted.count()));
        FindOneAndUpdateOptions orCreate =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        Document stored = connections.collection("timer_store").findOneAndUpdate(only, created, orCreate);
        return new Shards(stored.getInteger("shards"));
    }

    @Override
    public void put(List<Timer> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        ReplaceOptions orInsert = new ReplaceOptions().upsert(true);
        List<ReplaceOneModel<Document>> writes = wanted.stream()
                .map(timer -> new ReplaceOneModel<>(
                        Documents.with(shards, timer.key()), Documents.of(shards, timer, revisions.next()), orInsert))
                .toList();
        connections.call("put", () -> timers.bulkWrite(writes, IN_ANY_ORDER));
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        return connections.call("get", () -> {
            Map<TimerKey, Timer> found = new HashMap<>();
            timers.find(Documents.with(shards, keys))
                    .batchSize(Documents.oneBatch(keys.size()))
                    .map(Documents::timer)
                    .forEach(timer -> found.put(timer.key(), timer));
            return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
        });
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        return updates.apply(changes);
    }

    /**
     * Deletes one by one, because only then does the server report for each timer whether it existed, even with
     * concurrent deletes.
     */
    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        FindOneAndDeleteOptions keyOnly = new FindOneAndDeleteOptions().projection(new Document(Documents.ID, 1));
        return connections.each(
                "delete", keys, key -> timers.findOneAndDelete(Documents.with(shards, key), keyOnly) != null);
    }

    @Override
    public Page list(TimerQuery query) {
        int portion = Math.max(2, PORTION / shards.count());
        List<ShardTimers> slices = IntStream.range(0, shards.count())
                .mapToObj(shard -> new ShardTimers(timers, shard, query, portion))
                .toList();
        try {
            connections.each("list", slices, slice -> {
                slice.advance();
                return slice;
            });
            return connections.call("list", () -> merged(slices, new Page(query)));
        } finally {
            slices.forEach(ShardTimers::close);
        }
    }

    private static Page merged(List<ShardTimers> slices, Page page) {
        PriorityQueue<ShardTimers> earliest = new PriorityQueue<>(Comparator.comparing(ShardTimers::position));
        slices.stream().filter(slice -> slice.head().isPresent()).forEach(earliest::add);
        while (!page.isFull() && !earliest.isEmpty()) {
            ShardTimers slice = earliest.remove();
            page.add(slice.head().orElseThrow());
            slice.advance();
            if (slice.head().isPresent()) {
                earliest.add(slice);
            }
        }
        return page;
    }
}
