package timerbench.harness.targets.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;

class DynamoDbServerTest {
    @Test
    void theEmulatorAnswersAndIsGoneWhenClosed() throws Exception {
        ProcessHandle process;
        try (DynamoDbServer server = DynamoDbServer.embedded(Duration.ofMinutes(2))) {
            process = server.process().orElseThrow();
            assertThat(server.isEmulator()).isTrue();
            assertThat(server.bareCreatesPerSecond(Duration.ZERO, Duration.ofMillis(200)))
                    .isPositive();
            String endpoint = server.serviceSettings().get("timerbench.service.dynamodb.endpoint");
            try (DynamoDbServer found =
                    DynamoDbServer.at(Provision.EXTERNAL, new DynamoDbAddress(endpoint, "us-east-1"))) {
                assertThat(found.bareCreatesPerSecond(Duration.ZERO, Duration.ofMillis(200)))
                        .isPositive();
                assertThat(found.serviceSettings().get("timerbench.service.dynamodb.tablePrefix"))
                        .isNotEqualTo(server.serviceSettings().get("timerbench.service.dynamodb.tablePrefix"));
            }
        }
        assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void theEmulatorIsStoppedAndGoesOnAndNothingElse() throws Exception {
        try (DynamoDbServer server = DynamoDbServer.embedded(Duration.ofMinutes(2))) {
            Disturbable disturbed = server.disturbable().orElseThrow();
            disturbed.stop();
            CompletableFuture<Double> writes = CompletableFuture.supplyAsync(
                    () -> server.bareCreatesPerSecond(Duration.ZERO, Duration.ofMillis(200)));
            assertThatThrownBy(() -> writes.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            disturbed.resume();

            assertThat(writes.get(30, TimeUnit.SECONDS)).isPositive();
            assertThatThrownBy(disturbed::kill)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("DynamoDB Local can only be stopped: it would not start again with its data");
        }
    }
}
