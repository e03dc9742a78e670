package timerbench.service.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.HeldLeases;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.store.StoredLease;
import timerbench.service.timer.Shards;

/**
 * The leases in MongoDB. An instance is one document with the end of its life, in milliseconds by the server's clock.
 */
final class MongoDbLeaseStore implements LeaseStore, HeldLeases {
    private static final String OWNER = "owner";
    private static final String VERSION = "version";
    private static final String ALIVE_UNTIL = "aliveUntil";
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);
    private static final Bson HAND_BACK = combine(unset(OWNER), inc(VERSION, 1L));

    private final Connections connections;
    private final MongoCollection<Document> leases;
    private final MongoCollection<Document> instances;

    private MongoDbLeaseStore(Connections connections) {
        this.connections = connections;
        this.leases = connections.collection("lease");
        this.instances = connections.collection("instance");
    }

    static MongoDbLeaseStore open(Connections connections, Shards shards) {
        MongoDbLeaseStore store = new MongoDbLeaseStore(connections);
        List<UpdateOneModel<Document>> missing = IntStream.range(0, shards.count())
                .mapToObj(shard ->
                        new UpdateOneModel<Document>(eq(Documents.ID, shard), setOnInsert(VERSION, 0L), OR_INSERT))
                .toList();
        connections.call("open", () -> store.leases.bulkWrite(missing, MongoDbStore.IN_ANY_ORDER));
        return store;
    }

    @Override
    public Set<Lease> held(Set<Lease> wanted) {
        List<Integer> shards = wanted.stream().map(Lease::shard).toList();
        return connections.call("leases", () -> {
            Set<Lease> held = new HashSet<>();
            leases.find(in(Documents.ID, shards)).map(MongoDbLeaseStore::lease).into(held);
            held.retainAll(wanted);
            return held;
        });
    }

    private static Lease lease(Document document) {
        return new Lease(document.getInteger(Documents.ID), document.getLong(VERSION));
    }

    @Override
    public LeaseView beat(String instance, Duration term) {
        long now = now();
        Bson alive = set(ALIVE_UNTIL, now + term.toMillis());
        connections.call("beat", () -> instances.updateOne(eq(Documents.ID, instance), alive, OR_INSERT));
        Set<String> living = living(now);
        return LeaseView.of(instance, all(), living);
    }

    private long now() {
        return localTime().toEpochMilli();
    }

    private Instant localTime() {
        return connections.command(Connections.HELLO).getDate("localTime").toInstant();
    }

    private Set<String> living(long now) {
        return connections.call(
                "instances",
                () -> instances
                        .find(gt(ALIVE_UNTIL, now))
                        .map(document -> document.getString(Documents.ID))
                        .into(new HashSet<>()));
    }

    private List<StoredLease> all() {
        return connections.call(
                "leases",
                () -> leases.find()
                        .sort(new Document(Documents.ID, 1))
                        .map(document -> new StoredLease(lease(document), document.getString(OWNER)))
                        .into(new ArrayList<>()));
    }

    /**
     * Takes each lease under the version that was read as free; if another instance was faster, the version differs.
     */
    @Override
    public void take(String instance, Collection<Integer> shards) {
        Set<String> living = living(now());
        Bson taken = combine(set(OWNER, instance), inc(VERSION, 1L));
        List<UpdateOneModel<Document>> writes = all().stream()
                .filter(stored -> shards.contains(stored.shard()) && stored.isFree(living))
                .map(stored -> new UpdateOneModel<Document>(unchanged(stored.lease()), taken))
                .toList();
        if (!writes.isEmpty()) {
            connections.call("take", () -> leases.bulkWrite(writes, MongoDbStore.IN_ANY_ORDER));
        }
    }

    private static Bson unchanged(Lease lease) {
        return and(eq(Documents.ID, lease.shard()), eq(VERSION, lease.version()));
    }

    @Override
    public void release(String instance, Collection<Integer> shards) {
        connections.call(
                "release", () -> leases.updateMany(and(in(Documents.ID, shards), eq(OWNER, instance)), HAND_BACK));
    }

    /** Reads the clock of the primary, by which the ends of the instances' lives are written. */
    @Override
    public Optional<DatabaseTime> time() {
        return Optional.of(new DatabaseTime(localTime(), ChronoUnit.MILLIS.getDuration()));
    }

    @Override
    public void leave(String instance) {
        connections.call("leave", () -> leases.updateMany(eq(OWNER, instance), HAND_BACK));
        long forgotten = now() - REMEMBERED.toMillis();
        connections.call("leave", () -> instances.deleteOne(eq(Documents.ID, instance)));
        connections.call("leave", () -> instances.deleteMany(lt(ALIVE_UNTIL, forgotten)));
    }
}
