package timerbench.service.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;

class BulkTest {
    private static final DynamoDbSettings SETTINGS =
            new DynamoDbSettings("http://127.0.0.1:9", "us-east-1", "t", Duration.ofSeconds(1));

    /** Does, of each request, the items that the share says. */
    private static final class Throttled implements DynamoDbAsyncClient {
        private final List<String> done = new ArrayList<>();
        private final Function<Integer, Integer> share;

        Throttled(Function<Integer, Integer> share) {
            this.share = share;
        }

        @Override
        public CompletableFuture<BatchWriteItemResponse> batchWriteItem(BatchWriteItemRequest request) {
            List<WriteRequest> writes = request.requestItems().get("table");
            int now = share.apply(writes.size());
            writes.subList(0, now)
                    .forEach(write ->
                            done.add(write.putRequest().item().get("id").s()));
            List<WriteRequest> left = writes.subList(now, writes.size());
            return CompletableFuture.completedFuture(BatchWriteItemResponse.builder()
                    .unprocessedItems(left.isEmpty() ? Map.of() : Map.of("table", left))
                    .build());
        }

        @Override
        public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request) {
            List<Map<String, AttributeValue>> keys =
                    request.requestItems().get("table").keys();
            int now = share.apply(keys.size());
            List<Map<String, AttributeValue>> left = keys.subList(now, keys.size());
            KeysAndAttributes unprocessed =
                    KeysAndAttributes.builder().keys(left).build();
            return CompletableFuture.completedFuture(BatchGetItemResponse.builder()
                    .responses(Map.of("table", keys.subList(0, now)))
                    .unprocessedKeys(left.isEmpty() ? Map.of() : Map.of("table", unprocessed))
                    .build());
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private static Bulk bulk(DynamoDbAsyncClient client) {
        return new Bulk(new Requests(client, SETTINGS, new Capacity()), "table");
    }

    private static List<Map<String, AttributeValue>> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("id", AttributeValue.fromS("t" + i)))
                .toList();
    }

    @Test
    void whatARequestLeftUndoneIsAskedForAgain() {
        Throttled client = new Throttled(asked -> (asked + 1) / 2);
        bulk(client).put(items(100));
        assertThat(client.done).hasSize(100).doesNotHaveDuplicates();
        assertThat(bulk(client).get("get", items(230))).containsExactlyInAnyOrderElementsOf(items(230));
    }

    @Test
    void aDatabaseThatDoesNothingForTooLongIsUnavailable() {
        Throttled client = new Throttled(asked -> 0);
        assertThatThrownBy(() -> bulk(client).put(items(3)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("3 items undone")
                .hasMessageContaining("http://127.0.0.1:9");
    }

    @Test
    void aBatchOfWhichARequestIsRefusedMayHaveBeenWritten() {
        Requests requests = new Requests(new Throttled(asked -> asked), SETTINGS, new Capacity());
        assertThatThrownBy(() -> requests.all("put", List.of(1, 2), (client, n) -> n == 1 ? refused(400) : answered()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> requests.all("put", List.of(1), (client, n) -> refused(400)))
                .isExactlyInstanceOf(StoreException.class);
        assertThatThrownBy(() -> requests.all("put", List.of(1), (client, n) -> refused(503)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private static CompletableFuture<String> answered() {
        return CompletableFuture.completedFuture("done");
    }

    private static CompletableFuture<String> refused(int status) {
        return CompletableFuture.failedFuture(DynamoDbException.builder()
                .statusCode(status)
                .message("no")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("No").build())
                .build());
    }
}
