package timerbench.harness.targets.database.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.service.store.Store;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/** The service's store on a server, found as the service finds it. */
public final class Stores {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private Stores() {}

    public static Store of(DatabaseServer server) {
        Map<String, String> settings = server.serviceSettings();
        return PostgresStore.open(
                new PostgresSettings(
                        settings.get("timerbench.service.postgres.url"),
                        settings.get("timerbench.service.postgres.user"),
                        Optional.ofNullable(server.serviceEnvironment().get("DATABASE_PASSWORD")),
                        settings.get("timerbench.service.postgres.schema"),
                        1,
                        Duration.ofSeconds(10)),
                new Shards(4));
    }

    public static Timer timer(int number) {
        return new Timer(
                new TimerKey("orders", "t-" + number),
                NOW,
                "http://127.0.0.1:9/timer",
                Optional.of("{\"n\":" + number + "}"),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                NOW,
                NOW);
    }
}
