package timerbench.service.store.dynamodb;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import timerbench.service.store.StoreConnection;
import timerbench.service.timer.Shards;

/**
 * The store's two tables: one for the timers, by shard, and one for everything small, by kind: leases, instances, and
 * the number of shards.
 */
final class Tables implements StoreConnection {
    static final String BY_DUE_AT = "by-due-at";
    static final String BY_PLACE = "by-place";

    static final String KIND = "kind";
    static final String NAME = "name";
    private static final String SHARDS = "shards";

    private final Requests requests;
    private final String timers;
    private final String leases;

    Tables(Requests requests) {
        this.requests = requests;
        this.timers = requests.settings().tablePrefix() + "-timer";
        this.leases = requests.settings().tablePrefix() + "-lease";
    }

    String timers() {
        return timers;
    }

    String leases() {
        return leases;
    }

    /** Creates missing tables, and waits until they can be used. */
    void create() {
        create(timerTable());
        create(leaseTable());
    }

    private void create(CreateTableRequest table) {
        boolean exists = requests.one(
                "open",
                client -> ifNot(
                        ResourceNotFoundException.class,
                        client.describeTable(request -> request.tableName(table.tableName()))));
        if (!exists) {
            // Another instance may be faster; its table is the same.
            requests.one("open", client -> ifNot(ResourceInUseException.class, client.createTable(table)));
        }
        requests.one("open", client -> awaitActive(client, table.tableName()));
    }

    /** Returns true if the call succeeds, false if it fails as expected. */
    private static CompletableFuture<Boolean> ifNot(Class<? extends Exception> expected, CompletableFuture<?> answer) {
        return answer.<@Nullable Throwable>handle((value, failure) -> failure).thenCompose(failure -> {
            if (failure == null) {
                return CompletableFuture.completedFuture(true);
            }
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return expected.isInstance(cause)
                    ? CompletableFuture.completedFuture(false)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    private static CompletableFuture<?> awaitActive(DynamoDbAsyncClient client, String table) {
        var waiter = client.waiter();
        return waiter.waitUntilTableExists(request -> request.tableName(table))
                .whenComplete((answer, failure) -> waiter.close());
    }

    private CreateTableRequest timerTable() {
        return CreateTableRequest.builder()
                .tableName(timers)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(Items.SHARD, ScalarAttributeType.N),
                        attribute(Items.KEY, ScalarAttributeType.B),
                        attribute(Items.DUE_AT, ScalarAttributeType.N),
                        attribute(Items.PLACE, ScalarAttributeType.B))
                .keySchema(key(Items.SHARD, Items.KEY))
                .localSecondaryIndexes(
                        index(
                                BY_DUE_AT,
                                Items.DUE_AT,
                                Projection.builder()
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes(Items.GROUP_ID, Items.TIMER_ID)
                                        .build()),
                        index(
                                BY_PLACE,
                                Items.PLACE,
                                Projection.builder()
                                        .projectionType(ProjectionType.KEYS_ONLY)
                                        .build()))
                .build();
    }

    private CreateTableRequest leaseTable() {
        return CreateTableRequest.builder()
                .tableName(leases)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute(KIND, ScalarAttributeType.S), attribute(NAME, ScalarAttributeType.S))
                .keySchema(key(KIND, NAME))
                .build();
    }

    private static LocalSecondaryIndex index(String name, String sort, Projection projection) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(Items.SHARD, sort))
                .projection(projection)
                .build();
    }

    private static List<KeySchemaElement> key(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    TableDescription describe() {
        return requests.<DescribeTableResponse>one(
                        "open", client -> client.describeTable(request -> request.tableName(timers)))
                .table();
    }

    /** Returns the shards that the store was created with; it is created with the given ones if it does not exist. */
    Shards storedShards(Shards wanted) {
        // Reads and creates in one call: an existing value stays and is returned.
        Map<String, AttributeValue> item = requests.one(
                        "open",
                        client -> client.updateItem(request -> request.tableName(leases)
                                .key(shardsKey())
                                .updateExpression("SET #n = if_not_exists(#n, :n)")
                                .expressionAttributeNames(Map.of("#n", SHARDS))
                                .expressionAttributeValues(Map.of(":n", Items.number(wanted.count())))
                                .returnValues(ReturnValue.ALL_NEW)))
                .attributes();
        return new Shards((int) Items.whole(item, SHARDS));
    }

    /** Reads an item that always exists. */
    @Override
    public void check() {
        requests.one(
                "check",
                client -> client.getItem(request -> request.tableName(leases)
                        .key(shardsKey())
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
    }

    @Override
    public MeterBinder meters() {
        return requests.capacity();
    }

    @Override
    public void close() {
        requests.close();
    }

    private static Map<String, AttributeValue> shardsKey() {
        return row("store", SHARDS);
    }

    static Map<String, AttributeValue> row(String kind, String name) {
        return Map.of(KIND, Items.text(kind), NAME, Items.text(name));
    }
}
