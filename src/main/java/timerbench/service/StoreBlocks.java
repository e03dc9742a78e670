package timerbench.service;

import java.time.Duration;
import java.util.Optional;
import timerbench.service.store.cassandra.CassandraSettings;
import timerbench.service.store.dynamodb.DynamoDbSettings;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.postgres.PostgresSettings;

/** The blocks of the settings that say where each database is. Passwords come from the environment. */
final class StoreBlocks {
    private StoreBlocks() {}

    /** The {@code postgres} block. */
    record Postgres(String url, String user, String schema, Duration timeout) {
        PostgresSettings store(Optional<String> password, int poolSize) {
            return new PostgresSettings(url, user, password, schema, poolSize, timeout);
        }
    }

    /** The {@code cassandra} block. */
    record Cassandra(String nodes, String datacenter, String keyspace, int replicas, String user, Duration timeout) {
        CassandraSettings store(Optional<String> password) {
            return new CassandraSettings(nodes, datacenter, keyspace, replicas, user, password, timeout);
        }
    }

    /** The {@code mongodb} block. */
    record MongoDb(String uri, String user, String database, Duration timeout) {
        MongoDbSettings store(Optional<String> password, int poolSize) {
            Optional<MongoDbSettings.Login> login = Optional.of(user)
                    .filter(name -> !name.isEmpty())
                    .map(name -> new MongoDbSettings.Login(name, password));
            return new MongoDbSettings(uri, login, database, poolSize, timeout);
        }
    }

    /** The {@code dynamodb} block. Keys come from where AWS' tools look for them. */
    record DynamoDb(String endpoint, String region, String tablePrefix, Duration timeout) {
        DynamoDbSettings store() {
            return new DynamoDbSettings(endpoint, region, tablePrefix, timeout);
        }
    }
}
