package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

/** A service whose database's clock is 5 s ahead of its machine's. */
class ClockOffsetApiTest {
    private static final Duration AHEAD = Duration.ofSeconds(5);

    @Test
    void itTellsTheDatabasesTimeAndIsNotReady() {
        Clock database = Clock.offset(Clock.systemUTC(), AHEAD);
        try (LocalService service = new LocalService(MemoryStore.open(new Shards(4), database), Dialect.GROUPS)) {
            ContractClient api = service.client("timer-api.yaml");
            Instant sent = database.instant();
            Instant now = Instant.parse(
                    api.send("GET", "/health/live", "").json().path("now").asText());
            assertThat(now).isBetween(sent.minus(Duration.ofSeconds(1)), database.instant());
            var ready = api.send("GET", "/health/ready", "");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.error()).isEqualTo("NOT_READY");
            assertThat(ready.message())
                    .startsWith("this machine's clock is 5.0")
                    .contains("behind the database's; service.maxClockOffset allows 1.000 s");
            assertThat(api.sendUnjudged("GET", "/metrics", "").text())
                    .containsPattern("timerbench_service_clock_offset_seconds (4\\.9|5\\.0)")
                    .containsPattern("timerbench_service_clock_uncertainty_seconds \\d");
        }
    }
}
