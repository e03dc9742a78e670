package timerbench.harness.targets.database.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Measures DynamoDB without a service in front: writes items of a timer's size, with an index by time, through the
 * bare driver in the largest possible batches, several in flight.
 */
final class BareDynamoDb {
    private static final int BATCH = 25;
    private static final int IN_FLIGHT = 8;
    private static final int SHARDS = 16;
    private static final AttributeValue PAYLOAD = AttributeValue.fromS("{\"note\":\"" + "x".repeat(180) + "\"}");

    private final DynamoDbAsyncClient client;
    private final String table;

    BareDynamoDb(DynamoDbAsyncClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Returns items written per second. */
    double itemsPerSecond(Duration warmUp, Duration measured) {
        try {
            create();
            write(warmUp);
            long start = System.nanoTime();
            long items = write(measured);
            return items / ((System.nanoTime() - start) / 1e9);
        } catch (CompletionException | SdkException e) {
            throw new DatabaseException("the bare driver failed: " + e.getMessage(), e);
        } finally {
            DynamoDbServer.delete(client, table);
        }
    }

    private void create() {
        client.createTable(request -> request.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("shard", ScalarAttributeType.N),
                                attribute("id", ScalarAttributeType.S),
                                attribute("executeAt", ScalarAttributeType.N))
                        .keySchema(key("shard", KeyType.HASH), key("id", KeyType.RANGE))
                        .localSecondaryIndexes(LocalSecondaryIndex.builder()
                                .indexName("by-time")
                                .keySchema(key("shard", KeyType.HASH), key("executeAt", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                                .build()))
                .join();
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(request -> request.tableName(table)).join();
        }
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private long write(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        List<CompletableFuture<Long>> writers =
                Stream.generate(() -> writeUntil(deadline, 0)).limit(IN_FLIGHT).toList();
        return writers.stream().mapToLong(CompletableFuture::join).sum();
    }

    private CompletableFuture<Long> writeUntil(long deadline, long written) {
        if (System.nanoTime() >= deadline) {
            return CompletableFuture.completedFuture(written);
        }
        return client.batchWriteItem(request -> request.requestItems(Map.of(table, batch())))
                .thenCompose(answer -> writeUntil(deadline, written + done(answer)));
    }

    private static int done(BatchWriteItemResponse answer) {
        return BATCH
                - answer.unprocessedItems().values().stream()
                        .mapToInt(List::size)
                        .sum();
    }

    private static List<WriteRequest> batch() {
        AttributeValue executeAt = AttributeValue.fromN(Long.toString(System.currentTimeMillis() * 1_000));
        return IntStream.range(0, BATCH)
                .mapToObj(i -> Map.of(
                        "shard",
                        AttributeValue.fromN(Integer.toString(i % SHARDS)),
                        "id",
                        AttributeValue.fromS(UUID.randomUUID().toString()),
                        "executeAt",
                        executeAt,
                        "payload",
                        PAYLOAD))
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
    }
}
