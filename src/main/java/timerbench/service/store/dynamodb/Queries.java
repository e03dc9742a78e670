package timerbench.service.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Queries of one partition, page by page, because DynamoDB returns at most 1 MB at once. All are strongly consistent.
 */
final class Queries {
    private Queries() {}

    /** Returns a query of the partition; the condition, on the sort key, may use the names and values. */
    static QueryRequest.Builder of(String table, String partition, AttributeValue value) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#p = :p")
                .expressionAttributeNames(Map.of("#p", partition))
                .expressionAttributeValues(Map.of(":p", value))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }

    /** Returns the query's items in the order of its sort key, up to the limit. */
    static CompletableFuture<List<Map<String, AttributeValue>>> items(
            DynamoDbAsyncClient client, QueryRequest query, int limit) {
        return more(client, query, limit, new ArrayList<>());
    }

    private static CompletableFuture<List<Map<String, AttributeValue>>> more(
            DynamoDbAsyncClient client, QueryRequest query, int limit, List<Map<String, AttributeValue>> items) {
        QueryRequest page = query.toBuilder().limit(limit - items.size()).build();
        return client.query(page).thenCompose(answer -> {
            items.addAll(answer.items());
            return items.size() < limit && answer.hasLastEvaluatedKey()
                    ? more(client, after(page, answer), limit, items)
                    : CompletableFuture.completedFuture(items);
        });
    }

    /** Returns how many items the query finds. */
    static CompletableFuture<Long> count(DynamoDbAsyncClient client, QueryRequest query) {
        return client.query(query.toBuilder().select(Select.COUNT).build())
                .thenCompose(answer -> answer.hasLastEvaluatedKey()
                        ? count(client, after(query, answer)).thenApply(rest -> rest + answer.count())
                        : CompletableFuture.completedFuture(answer.count().longValue()));
    }

    private static QueryRequest after(QueryRequest query, QueryResponse answer) {
        return query.toBuilder().exclusiveStartKey(answer.lastEvaluatedKey()).build();
    }
}
