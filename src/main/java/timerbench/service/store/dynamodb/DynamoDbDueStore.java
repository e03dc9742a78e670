package timerbench.service.store.dynamodb;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
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

/**
 * Reads and settles due timers in DynamoDB.
 *
 * <p>Leases are read before a timer is settled; they are not locked. An owner that loses its lease in between can
 * settle a timer only until the new owner has: each settlement makes a new revision.
 */
final class DynamoDbDueStore implements DueStore {
    private final Requests requests;
    private final String table;
    private final Bulk bulk;
    private final Shards shards;
    private final HeldLeases leases;

    DynamoDbDueStore(Requests requests, String table, Bulk bulk, Shards shards, HeldLeases leases) {
        this.requests = requests;
        this.table = table;
        this.bulk = bulk;
        this.shards = shards;
        this.leases = leases;
    }

    @Override
    public List<Due> before(Instant end, Collection<Integer> of, int limit) {
        return requests
                .all("due", List.copyOf(of), (client, shard) -> Queries.items(client, dueBefore(shard, end), limit))
                .stream()
                .flatMap(List::stream)
                .map(item -> new Due(Items.timerKey(item), Items.instant(item, Items.DUE_AT)))
                .toList();
    }

    private QueryRequest dueBefore(int shard, Instant end) {
        return Queries.of(table, Items.SHARD, Items.number(shard))
                .indexName(Tables.BY_DUE_AT)
                .keyConditionExpression("#p = :p AND #s < :end")
                .expressionAttributeNames(Map.of("#p", Items.SHARD, "#s", Items.DUE_AT))
                .expressionAttributeValues(
                        Map.of(":p", Items.number(shard), ":end", Items.number(Micros.sinceEpochNotBefore(end))))
                .build();
    }

    @Override
    public List<Optional<Attempt>> attempts(List<Claim> claims) {
        Set<Lease> held = leases.heldBy(claims);
        List<Claim> allowed =
                claims.stream().filter(claim -> held.contains(claim.lease())).toList();
        Map<TimerKey, Attempt> attempts = new HashMap<>();
        bulk.get(
                        "attempts",
                        allowed.stream()
                                .map(claim -> Items.key(shards, claim.key()))
                                .toList())
                .forEach(item -> attempts.put(Items.timerKey(item), Items.attempt(item)));
        return claims.stream()
                .map(claim -> Optional.ofNullable(attempts.get(claim.key())))
                .toList();
    }

    @Override
    public void settle(List<Settlement> settlements) {
        requests.all("settle", leases.keepHeld(settlements), this::settle);
    }

    private CompletableFuture<? extends Optional<?>> settle(DynamoDbAsyncClient client, Settlement settlement) {
        return settlement
                .next()
                .<CompletableFuture<? extends Optional<?>>>map(next -> moveOn(client, settlement, next))
                .orElseGet(() -> remove(client, settlement));
    }

    private CompletableFuture<? extends Optional<?>> remove(DynamoDbAsyncClient client, Settlement settlement) {
        return Requests.ifHeld(client.deleteItem(request -> request.tableName(table)
                .key(key(settlement))
                .conditionExpression("#r = :r")
                .expressionAttributeNames(Map.of("#r", Items.REVISION))
                .expressionAttributeValues(Map.of(":r", Items.number(settlement.revision())))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
    }

    private CompletableFuture<? extends Optional<?>> moveOn(
            DynamoDbAsyncClient client, Settlement settlement, Settlement.Next next) {
        TimerKey key = settlement.claim().key();
        Change change = new Change()
                .ifEqual(Items.REVISION, Items.number(settlement.revision()))
                .set(Items.REVISION, Items.newRevision())
                .set(Items.EXECUTE_AT, Items.instant(next.executeAt()))
                .set(Items.PLACE, Items.bytes(Keys.place(key.groupId(), next.executeAt(), key.timerId())))
                .set(Items.DUE_AT, Items.instant(next.dueAt()))
                .set(Items.ATTEMPTS, Items.number(next.attempts()))
                .set(Items.UPDATED_AT, Items.instant(next.updatedAt()));
        next.firstAt()
                .ifPresentOrElse(
                        first -> change.set(Items.FIRST_AT, Items.instant(first)), () -> change.remove(Items.FIRST_AT));
        return Requests.ifHeld(
                client.updateItem(change.of(table, key(settlement)).build()));
    }

    private Map<String, AttributeValue> key(Settlement settlement) {
        return Items.key(shards, settlement.claim().key());
    }

    @Override
    public Map<Integer, Long> pending(Collection<Integer> of) {
        List<Integer> each = List.copyOf(of);
        List<Long> counts = requests.all("pending", each, (client, shard) -> Queries.count(client, index(shard)));
        return IntStream.range(0, each.size()).boxed().collect(Collectors.toMap(each::get, counts::get));
    }

    private QueryRequest index(int shard) {
        // This index has the smallest entries, so counting them takes the fewest units.
        return Queries.of(table, Items.SHARD, Items.number(shard))
                .indexName(Tables.BY_PLACE)
                .build();
    }
}
