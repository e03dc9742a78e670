package timerbench.service;

import java.time.Duration;
import java.util.Optional;
import timerbench.service.api.ApiSettings;
import timerbench.service.store.QueueSettings;
import timerbench.service.store.postgres.PostgresSettings;

/** The {@code timerbench.service} block of the settings; {@code reference.conf} says what each means. */
record ServiceSettings(
        Database database,
        String host,
        int port,
        int eventLoops,
        int bodyLimit,
        int connections,
        Duration idleTimeout,
        int shards,
        int poolSize,
        int batchSize,
        int queueOperations,
        long queueBytes,
        boolean stopWithStdin,
        Postgres postgres) {

    /** The {@code postgres} block: where the database is. The password comes from the environment. */
    record Postgres(String url, String user, Duration timeout) {}

    ApiSettings api() {
        return new ApiSettings(host, port, environment("API_TOKEN"), eventLoops, bodyLimit, connections, idleTimeout);
    }

    QueueSettings queue() {
        return new QueueSettings(poolSize, batchSize, queueOperations, queueBytes);
    }

    PostgresSettings postgresStore() {
        return new PostgresSettings(
                postgres.url(), postgres.user(), environment("DATABASE_PASSWORD"), poolSize, postgres.timeout());
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
