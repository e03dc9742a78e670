package timerbench.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import timerbench.service.api.ApiSettings;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.EngineSettings;
import timerbench.service.store.QueueSettings;
import timerbench.service.store.cassandra.CassandraSettings;
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
        Cassandra cassandra) {

    ServiceSettings {
        // Their checks are to speak up here, where the settings' place is known.
        var unused = List.of(
                new Shards(shards),
                new ApiSettings(host, port, dialect, Optional.empty(), eventLoops, bodyLimit, connections, idleTimeout),
                new QueueSettings(poolSize, batchSize, queueOperations, queueBytes),
                new EngineSettings(callbacks, leaseTerm, lookAhead, dialect),
                CallbackHosts.of(callbackHosts),
                new PostgresSettings(postgres.url, postgres.user, Optional.empty(), poolSize, postgres.timeout),
                cassandra.settings(Optional.empty()));
    }

    /** The {@code postgres} block: where the database is. The password comes from the environment. */
    record Postgres(String url, String user, Duration timeout) {}

    /** The {@code cassandra} block, likewise. */
    record Cassandra(String nodes, String datacenter, String keyspace, int replicas, String user, Duration timeout) {
        CassandraSettings settings(Optional<String> password) {
            return new CassandraSettings(nodes, datacenter, keyspace, replicas, user, password, timeout);
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
        return new PostgresSettings(
                postgres.url(), postgres.user(), environment("DATABASE_PASSWORD"), poolSize, postgres.timeout());
    }

    CassandraSettings cassandraStore() {
        return cassandra.settings(environment("DATABASE_PASSWORD"));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
