package timerbench.harness.judge.history;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.harness.targets.database.postgres.PostgresServer;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresHistoryTest extends HistoryContract {
    private final PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));
    private final AtomicInteger schemas = new AtomicInteger();

    @BeforeEach
    void anotherSchema() {
        schemas.incrementAndGet();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    HistorySettings settings() {
        return new HistorySettings(true, server.jdbcUrl() + "?currentSchema=history_" + schemas.get(), server.user());
    }

    @Override
    Optional<String> password() {
        return server.password();
    }
}
