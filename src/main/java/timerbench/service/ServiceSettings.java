package timerbench.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import timerbench.service.api.ApiSettings;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.EngineSettings;
import timerbench.service.store.QueueSettings;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

/** The {@code timerbench.service} block of the settings; {@code reference.conf} says what each means. */
record ServiceSettings(
        Database database,
        Dialect dialect,
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
        int callbacks,
        String callbackHosts,
        Duration leaseTerm,
        Duration lookAhead,
        boolean stopWithStdin,
        Postgres postgres,
        MongoDb mongodb) {

    ServiceSettings {
        // Their checks are to speak up here, where the settings' place is known.
        var unused = List.of(
                new Shards(shards),
                new ApiSettings(host, port, dialect, Optional.empty(), eventLoops, bodyLimit, connections, idleTimeout),
                new QueueSettings(poolSize, batchSize, queueOperations, queueBytes),
                new EngineSettings(callbacks, leaseTerm, lookAhead, dialect),
                CallbackHosts.of(callbackHosts),
                postgresStore(postgres, Optional.empty(), poolSize),
                mongodb.store(Optional.empty(), poolSize));
    }

    /** The {@code postgres} block: where the database is. The password comes from the environment. */
    record Postgres(String url, String user, String schema, Duration timeout) {}

    /** The {@code mongodb} block: where the database is, and who asks; the password comes from the environment. */
    record MongoDb(String uri, String user, String database, Duration timeout) {
        MongoDbSettings store(Optional<String> password, int poolSize) {
            Optional<MongoDbSettings.Login> login = Optional.of(user)
                    .filter(name -> !name.isEmpty())
                    .map(name -> new MongoDbSettings.Login(name, password));
            return new MongoDbSettings(uri, login, database, poolSize, timeout);
        }
    }

    ApiSettings api() {
        return new ApiSettings(
                host, port, dialect, environment("API_TOKEN"), eventLoops, bodyLimit, connections, idleTimeout);
    }

    QueueSettings queue() {
        return new QueueSettings(poolSize, batchSize, queueOperations, queueBytes);
    }

    EngineSettings engine() {
        return new EngineSettings(callbacks, leaseTerm, lookAhead, dialect);
    }

    PostgresSettings postgresStore() {
        return postgresStore(postgres, environment("DATABASE_PASSWORD"), poolSize);
    }

    private static PostgresSettings postgresStore(Postgres postgres, Optional<String> password, int poolSize) {
        return new PostgresSettings(
                postgres.url(), postgres.user(), password, postgres.schema(), poolSize, postgres.timeout());
    }

    MongoDbSettings mongodbStore() {
        return mongodb.store(environment("DATABASE_PASSWORD"), poolSize);
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
