package timerbench.service.store.dynamodb;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.HeldLeases;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.store.StoredLease;
import timerbench.service.timer.Shards;

/**
 * The leases in DynamoDB: one row per shard, created when the shard is first taken, and one row per instance. Leases
 * change on condition of their version.
 */
final class DynamoDbLeaseStore implements LeaseStore, HeldLeases {
    private static final String LEASE = "lease";
    private static final String INSTANCE = "instance";
    private static final String OWNER = "owner";
    private static final String VERSION = "version";
    private static final String BEAT = "beat";
    private static final String TERM = "termMs";

    private final Requests requests;
    private final String table;
    private final Bulk bulk;
    private final Shards shards;
    private final Sightings sightings;

    DynamoDbLeaseStore(Requests requests, String table, Shards shards, LongSupplier nanoClock) {
        this.requests = requests;
        this.table = table;
        this.bulk = new Bulk(requests, table);
        this.shards = shards;
        this.sightings = new Sightings(nanoClock);
    }

    @Override
    public Set<Lease> held(Set<Lease> asked) {
        Set<Lease> held = new HashSet<>();
        bulk.get(
                        "leases",
                        asked.stream()
                                .map(Lease::shard)
                                .distinct()
                                .map(DynamoDbLeaseStore::row)
                                .toList())
                .forEach(item -> held.add(new Lease(shard(item), Items.whole(item, VERSION))));
        held.retainAll(asked);
        return held;
    }

    @Override
    public LeaseView beat(String instance, Duration term) {
        requests.<PutItemResponse>one(
                "beat",
                client -> client.putItem(request -> request.tableName(table)
                        .item(beatOf(instance, term))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        Set<String> alive = alive();
        Map<Integer, StoredLease> stored = stored();
        List<StoredLease> leases = IntStream.range(0, shards.count())
                .mapToObj(shard -> stored.getOrDefault(shard, StoredLease.untaken(shard)))
                .toList();
        return LeaseView.of(instance, leases, alive);
    }

    private static Map<String, AttributeValue> beatOf(String instance, Duration term) {
        Map<String, AttributeValue> beat = new HashMap<>(Tables.row(INSTANCE, instance));
        beat.put(BEAT, Items.text(UUID.randomUUID().toString()));
        beat.put(TERM, Items.number(term.toMillis()));
        return beat;
    }

    private Set<String> alive() {
        return rows(INSTANCE).stream()
                .filter(this::isAlive)
                .map(row -> row.get(Tables.NAME).s())
                .collect(Collectors.toSet());
    }

    private boolean isAlive(Map<String, AttributeValue> row) {
        return sightings.isAlive(
                row.get(Tables.NAME).s(), row.get(BEAT).s(), Duration.ofMillis(Items.whole(row, TERM)));
    }

    /** Returns the leases by shard; one that no instance has held yet has no row. */
    private Map<Integer, StoredLease> stored() {
        return rows(LEASE).stream().collect(Collectors.toMap(DynamoDbLeaseStore::shard, DynamoDbLeaseStore::stored));
    }

    private List<Map<String, AttributeValue>> rows(String kind) {
        var query = Queries.of(table, Tables.KIND, Items.text(kind)).build();
        return requests.one("leases", client -> Queries.items(client, query, Integer.MAX_VALUE));
    }

    @Override
    public void take(String instance, Collection<Integer> of) {
        Set<String> alive = alive();
        Map<Integer, StoredLease> leases = stored();
        List<Integer> free = of.stream()
                .filter(shard ->
                        leases.getOrDefault(shard, StoredLease.untaken(shard)).isFree(alive))
                .toList();
        requests.all("take", free, (client, shard) -> {
            Change change = new Change().set(OWNER, Items.text(instance)).add(VERSION, 1);
            StoredLease seen = leases.get(shard);
            if (seen == null) {
                change.ifAbsent(VERSION);
            } else {
                change.ifEqual(VERSION, Items.number(seen.lease().version()));
            }
            return Requests.ifHeld(
                    client.updateItem(change.of(table, row(shard)).build()));
        });
    }

    @Override
    public void release(String instance, Collection<Integer> of) {
        requests.all("release", List.copyOf(of), (client, shard) -> {
            Change change = new Change().remove(OWNER).add(VERSION, 1).ifEqual(OWNER, Items.text(instance));
            return Requests.ifHeld(
                    client.updateItem(change.of(table, row(shard)).build()));
        });
    }

    /** DynamoDB has no clock to read; the Date header of its answers is in whole seconds. */
    @Override
    public Optional<DatabaseTime> time() {
        return Optional.empty();
    }

    /** Also removes instances that are not alive. One that still lives comes back with its next heartbeat. */
    @Override
    public void leave(String instance) {
        List<Integer> mine = stored().values().stream()
                .filter(stored -> stored.isOf(instance))
                .map(StoredLease::shard)
                .toList();
        release(instance, mine);
        List<String> gone = rows(INSTANCE).stream()
                .filter(row -> row.get(Tables.NAME).s().equals(instance) || !isAlive(row))
                .map(row -> row.get(Tables.NAME).s())
                .toList();
        requests.all(
                "leave",
                gone,
                (client, name) -> client.deleteItem(request -> request.tableName(table)
                        .key(Tables.row(INSTANCE, name))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        gone.forEach(sightings::forget);
    }

    private static Map<String, AttributeValue> row(int shard) {
        return Tables.row(LEASE, Integer.toString(shard));
    }

    private static int shard(Map<String, AttributeValue> row) {
        return Integer.parseInt(row.get(Tables.NAME).s());
    }

    private static StoredLease stored(Map<String, AttributeValue> row) {
        AttributeValue owner = row.get(OWNER);
        return new StoredLease(new Lease(shard(row), Items.whole(row, VERSION)), owner == null ? null : owner.s());
    }
}
