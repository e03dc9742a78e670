package timerbench.harness.targets.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.database.Provision;

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
}
