package timerbench.service.store.dynamodb;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import timerbench.service.store.Page;
import timerbench.service.store.Store;
import timerbench.service.store.StoreInfo;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * Timers in DynamoDB. Puts and gets are bulk requests, which overwrite without a read. Conditional writes are single
 * requests, sent in parallel.
 */
public final class DynamoDbStore implements TimerStore {
    /** The only version that DynamoDB has: that of its interface. */
    private static final String API_VERSION = "2012-08-10";

    private final Requests requests;
    private final Tables tables;
    private final Shards shards;
    private final Bulk bulk;
    private final Listing listing;

    private DynamoDbStore(Requests requests, Tables tables, Shards shards, Bulk bulk) {
        this.requests = requests;
        this.tables = tables;
        this.shards = shards;
        this.bulk = bulk;
        this.listing = new Listing(requests, bulk, tables.timers(), shards);
    }

    /**
     * Opens the store, and creates its tables if they do not exist yet.
     *
     * @param shards the slices of a store that is created now; one that exists keeps its own
     */
    public static Store open(DynamoDbSettings settings, Shards shards) {
        Requests requests = Requests.open(settings);
        try {
            Tables tables = new Tables(requests);
            tables.create();
            return open(requests, tables, tables.storedShards(shards));
        } catch (RuntimeException e) {
            requests.close();
            throw e;
        }
    }

    private static Store open(Requests requests, Tables tables, Shards shards) {
        Bulk bulk = new Bulk(requests, tables.timers());
        DynamoDbLeaseStore leases = new DynamoDbLeaseStore(requests, tables.leases(), shards, System::nanoTime);
        return new Store(
                shards,
                info(tables.describe()),
                new DynamoDbStore(requests, tables, shards, bulk),
                new DynamoDbDueStore(requests, tables.timers(), bulk, shards, leases),
                leases,
                tables);
    }

    /** DynamoDB has no durability settings. Its emulator can be recognized, but not whether it keeps anything. */
    private static StoreInfo info(TableDescription table) {
        boolean emulator = table.tableArn().contains(":ddblocal:");
        Map<String, String> durability = new LinkedHashMap<>();
        durability.put("ConsistentRead", "true");
        Optional.ofNullable(table.billingModeSummary())
                .ifPresent(billing -> durability.put("BillingMode", billing.billingModeAsString()));
        return new StoreInfo(emulator ? "DynamoDB Local" : "DynamoDB", API_VERSION, durability);
    }

    @Override
    public void put(List<Timer> timers) {
        bulk.put(timers.stream().map(timer -> Items.item(shards, timer)).toList());
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        Map<TimerKey, Timer> found = new HashMap<>();
        bulk.get("get", keys.stream().map(key -> Items.key(shards, key)).toList())
                .forEach(item -> {
                    Timer timer = Items.timer(item);
                    found.put(timer.key(), timer);
                });
        return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        return requests.all(
                "update",
                changes,
                (client, change) -> Requests.ifHeld(client.updateItem(request(change)))
                        .thenApply(answer -> answer.map(changed -> Items.timer(changed.attributes()))));
    }

    private UpdateItemRequest request(TimerChange timer) {
        TimerKey key = timer.key();
        Change change = new Change()
                .ifPresent(Items.KEY)
                .set(Items.REVISION, Items.newRevision())
                .set(Items.UPDATED_AT, Items.instant(timer.updatedAt()));
        timer.executeAt()
                .ifPresent(executeAt -> change.set(Items.EXECUTE_AT, Items.instant(executeAt))
                        .set(Items.DUE_AT, Items.instant(executeAt))
                        .set(Items.PLACE, Items.bytes(Keys.place(key.groupId(), executeAt, key.timerId())))
                        .set(Items.ATTEMPTS, Items.number(0))
                        .remove(Items.FIRST_AT));
        timer.callbackUrl().ifPresent(url -> change.set(Items.CALLBACK_URL, Items.text(url)));
        timer.payload().ifPresent(payload -> change.set(Items.PAYLOAD, Items.text(payload)));
        timer.retryPolicy().ifPresent(policy -> set(change, policy));
        timer.callbackTimeout()
                .ifPresent(timeout -> change.set(Items.CALLBACK_TIMEOUT, Items.number(timeout.toMillis())));
        return change.of(tables.timers(), Items.key(shards, key))
                .returnValues(ReturnValue.ALL_NEW)
                .build();
    }

    private static void set(Change change, RetryPolicy policy) {
        if (policy.equals(RetryPolicy.DEFAULT)) {
            change.remove(Items.RETRY_POLICY);
        } else {
            change.set(Items.RETRY_POLICY, Items.text(policy.toText()));
        }
    }

    /** Deletes under a condition: the emulator may return the deleted item to each of two concurrent deletes. */
    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        return requests.all(
                "delete",
                keys,
                (client, key) -> Requests.ifHeld(client.deleteItem(request -> request.tableName(tables.timers())
                                .key(Items.key(shards, key))
                                .conditionExpression("attribute_exists(#k)")
                                .expressionAttributeNames(Map.of("#k", Items.KEY))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)))
                        .thenApply(Optional::isPresent));
    }

    @Override
    public Page list(TimerQuery query) {
        return listing.page(query);
    }
}
