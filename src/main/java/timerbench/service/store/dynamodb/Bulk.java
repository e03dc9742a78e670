package timerbench.service.store.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import timerbench.service.store.StoreUnavailableException;

/**
 * Writes or reads many items of one table at once. DynamoDB may leave part of a request undone, if it throttles the
 * request or the answer would be too large. That part is requested again, at growing intervals, until the time is up.
 */
final class Bulk {
    private static final int PUTS = 25;
    private static final int GETS = 100;
    private static final Duration FIRST_WAIT = Duration.ofMillis(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Requests requests;
    private final String table;

    Bulk(Requests requests, String table) {
        this.requests = requests;
        this.table = table;
    }

    void put(List<Map<String, AttributeValue>> items) {
        List<WriteRequest> writes = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build())
                .toList();
        untilDone("put", writes, this::putOnce);
    }

    private List<WriteRequest> putOnce(List<WriteRequest> writes) {
        List<BatchWriteItemResponse> answers = requests.all(
                "put",
                parts(writes, PUTS),
                (client, part) -> client.batchWriteItem(request -> request.requestItems(Map.of(table, part))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        return answers.stream()
                .flatMap(answer -> answer.unprocessedItems().values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the existing items with these keys, as they are now, in any order. */
    List<Map<String, AttributeValue>> get(String operation, Collection<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        untilDone(operation, List.copyOf(keys), left -> getOnce(operation, left, items));
        return items;
    }

    private List<Map<String, AttributeValue>> getOnce(
            String operation, List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> items) {
        List<BatchGetItemResponse> answers = requests.all(
                operation,
                parts(keys, GETS),
                (client, part) -> client.batchGetItem(request -> request.requestItems(Map.of(table, consistently(part)))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        answers.forEach(answer -> answer.responses().values().forEach(items::addAll));
        return answers.stream()
                .flatMap(answer -> answer.unprocessedKeys().values().stream())
                .flatMap(left -> left.keys().stream())
                .toList();
    }

    private static KeysAndAttributes consistently(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    }

    /** One round of requests; returns the questions that DynamoDB left undone. */
    private interface Round<T> {
        List<T> undone(List<T> questions);
    }

    private <T> void untilDone(String operation, List<T> questions, Round<T> round) {
        long deadline = System.nanoTime() + requests.settings().timeout().toNanos();
        Duration wait = FIRST_WAIT;
        List<T> left = questions;
        while (!left.isEmpty()) {
            int before = left.size();
            left = round.undone(left);
            if (left.size() == before) {
                if (System.nanoTime() + wait.toNanos() > deadline) {
                    throw new StoreUnavailableException(
                            requests.settings() + ": " + operation + " left " + left.size()
                                    + " items undone: throttled",
                            null);
                }
                LockSupport.parkNanos(wait.toNanos());
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        return IntStream.range(0, (all.size() + size - 1) / size)
                .mapToObj(part -> all.subList(part * size, Math.min(all.size(), (part + 1) * size)))
                .toList();
    }
}
