package timerbench.service.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.timer.Shards;

class RequestsTest {
    private static DynamoDbSettings settings(String endpoint) {
        return new DynamoDbSettings(endpoint, "us-east-1", "timers", Duration.ofSeconds(1));
    }

    @Test
    void keysThatAreNowhereAreNotWaitedFor() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };
        assertThatThrownBy(() -> Requests.checked(none, settings("https://dynamodb.example.org")))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(
                        "dynamodb.example.org, tables timers-* cannot be used without keys: Unable to load credentials");
    }

    @Test
    void whatDoesNotAnswerMayBeThereLater() {
        assertThatThrownBy(() -> DynamoDbStore.open(settings("http://127.0.0.1:9"), new Shards(1)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:9");
    }
}
