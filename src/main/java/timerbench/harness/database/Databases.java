package timerbench.harness.database;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import timerbench.harness.database.cassandra.CassandraAddress;
import timerbench.harness.database.cassandra.CassandraServer;
import timerbench.harness.database.cassandra.CommitlogSync;
import timerbench.harness.database.dynamodb.DynamoDbAddress;
import timerbench.harness.database.dynamodb.DynamoDbServer;
import timerbench.harness.database.mongodb.ExternalMongoDb;
import timerbench.harness.database.postgres.ExternalPostgres;
import timerbench.harness.database.postgres.PostgresServer;
import timerbench.settings.Settings;

/** Where databases come from: the one place that knows every product and every way to get it. */
public final class Databases {
    private final Settings settings;
    private final Duration timeout;

    private Databases(Settings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    /** What the settings' root says of it. */
    record Wanted(Product database, Provision provision, Duration startTimeout) {}

    /**
     * Returns the database of the settings when it answers; empty if the service is to keep its timers in its own memory.
     *
     * @throws DatabaseException if it cannot be had, with the reason and what to do
     */
    public static Optional<DatabaseServer> start(Settings settings) {
        Wanted wanted = settings.readRoot(Wanted.class);
        if (wanted.database() == Product.MEMORY) {
            return Optional.empty();
        }
        Databases databases = new Databases(settings, wanted.startTimeout());
        return Optional.of(
                switch (wanted.provision()) {
                    case EMBEDDED -> databases.embedded(wanted.database());
                    case DOCKER -> throw new DatabaseException("not yet");
                    case EXTERNAL -> databases.external(wanted.database());
                });
    }

    private DatabaseServer embedded(Product product) {
        return switch (product) {
            case POSTGRES -> PostgresServer.start(timeout);
            case CASSANDRA ->
                CassandraServer.embedded(
                        settings.read("embedded", Embedded.class).commitlogSync(), timeout);
            case DYNAMODB -> DynamoDbServer.embedded(timeout);
            case MONGODB ->
                throw new DatabaseException(
                        "MongoDB cannot be embedded: give timerbench.provision=docker, with Docker on"
                                + " this machine, or timerbench.provision=external with timerbench.external.mongodb.uri");
            case MEMORY -> throw new IllegalArgumentException("memory is no database");
        };
    }

    /** What of the {@code embedded} block is of databases. */
    record Embedded(String jvmArgs, CommitlogSync commitlogSync) {}

    private DatabaseServer external(Product product) {
        External external = settings.read("external", External.class);
        return switch (product) {
            case POSTGRES -> ExternalPostgres.open(external.postgres.url, external.postgres.user, password());
            case CASSANDRA -> CassandraServer.running(Provision.EXTERNAL, external.cassandra.address(), Map.of());
            case MONGODB -> ExternalMongoDb.open(external.mongodb.uri, external.mongodb.user, password());
            case DYNAMODB -> DynamoDbServer.at(Provision.EXTERNAL, external.dynamodb);
            case MEMORY -> throw new IllegalArgumentException("memory is no database");
        };
    }

    /** The {@code external} block: where the databases are that run already. */
    record External(Postgres postgres, Cassandra cassandra, MongoDb mongodb, DynamoDbAddress dynamodb) {
        record Postgres(String url, String user) {}

        record Cassandra(String nodes, String datacenter, int replicas, String user) {
            CassandraAddress address() {
                String keyspace = "timerbench_" + UUID.randomUUID().toString().replace("-", "");
                return new CassandraAddress(nodes, datacenter, keyspace, replicas, user, password());
            }
        }

        record MongoDb(String uri, String user) {}
    }

    private static Optional<String> password() {
        return Optional.ofNullable(System.getenv("DATABASE_PASSWORD")).filter(text -> !text.isEmpty());
    }
}
