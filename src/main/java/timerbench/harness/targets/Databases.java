package timerbench.harness.targets;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Product;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.cassandra.CassandraAddress;
import timerbench.harness.targets.database.cassandra.CassandraServer;
import timerbench.harness.targets.database.cassandra.CommitlogSync;
import timerbench.harness.targets.database.dynamodb.DynamoDbAddress;
import timerbench.harness.targets.database.dynamodb.DynamoDbServer;
import timerbench.harness.targets.database.mongodb.ExternalMongoDb;
import timerbench.harness.targets.database.postgres.ExternalPostgres;
import timerbench.harness.targets.database.postgres.PostgresContainer;
import timerbench.harness.targets.database.postgres.PostgresServer;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.DatabaseContainer;
import timerbench.harness.targets.docker.DatabaseImage;
import timerbench.harness.targets.process.DatabaseException;
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
        return start(settings, settings.readRoot(Wanted.class).database());
    }

    /** The same for this product, whichever the settings name. */
    public static Optional<DatabaseServer> start(Settings settings, Product product) {
        Wanted wanted = settings.readRoot(Wanted.class);
        if (product == Product.MEMORY) {
            return Optional.empty();
        }
        Databases databases = new Databases(settings, wanted.startTimeout());
        return Optional.of(
                switch (wanted.provision()) {
                    case EMBEDDED -> databases.embedded(product);
                    case DOCKER -> databases.contained(product);
                    case EXTERNAL -> databases.external(product);
                });
    }

    private DatabaseServer embedded(Product product) {
        Embedded embedded = settings.read("embedded", Embedded.class);
        return switch (product) {
            case POSTGRES -> PostgresServer.start(embedded.further(), timeout);
            case CASSANDRA -> CassandraServer.embedded(embedded.commitlogSync(), timeout);
            case DYNAMODB -> DynamoDbServer.embedded(timeout);
            case MONGODB ->
                throw new DatabaseException(
                        "MongoDB cannot be embedded: give timerbench.provision=docker, with Docker on"
                                + " this machine, or timerbench.provision=external with timerbench.external.mongodb.uri");
            case MEMORY -> throw new IllegalArgumentException("memory is no database");
        };
    }

    /** What of the {@code embedded} block is of databases. */
    record Embedded(String jvmArgs, CommitlogSync commitlogSync, String postgres) {
        public Embedded {
            // Its checks are to speak up here, where the setting's place is known.
            var unused = further(postgres);
        }

        Map<String, String> further() {
            return further(postgres);
        }

        private static Map<String, String> further(String postgres) {
            Map<String, String> further = new LinkedHashMap<>();
            for (String setting :
                    postgres.isBlank() ? new String[0] : postgres.strip().split("\\s+")) {
                String[] parts = setting.split("=", 2);
                if (parts.length < 2 || !parts[0].matches("[a-z_.]+") || parts[1].isEmpty()) {
                    throw new IllegalArgumentException(
                            "postgres: got \"" + setting + "\", wanted name=value, parted by spaces");
                }
                further.put(parts[0], parts[1]);
            }
            return further;
        }
    }

    private DatabaseServer contained(Product product) {
        Docker docker = settings.read("docker.database", Docker.class);
        ContainerLimits limits = new ContainerLimits(docker.cpus, docker.memory);
        return switch (product) {
            case POSTGRES -> PostgresContainer.start(docker.postgres, limits, timeout);
            case CASSANDRA -> {
                DatabaseContainer container = container(DatabaseImage.CASSANDRA, docker.cassandra, limits);
                External.Cassandra here = new External.Cassandra(address(container), "datacenter1", 1, "cassandra");
                yield contained(
                        container,
                        () -> CassandraServer.running(Provision.DOCKER, here.address(Optional.empty()), Map.of()));
            }
            case MONGODB -> {
                DatabaseContainer container = container(DatabaseImage.MONGODB, docker.mongodb, limits);
                yield contained(
                        container, () -> ExternalMongoDb.open("mongodb://" + address(container), "", Optional.empty()));
            }
            case DYNAMODB -> {
                DatabaseContainer container = container(DatabaseImage.DYNAMODB, docker.dynamodb, limits);
                DynamoDbAddress here = new DynamoDbAddress("http://" + address(container), "us-east-1");
                yield contained(container, () -> DynamoDbServer.at(Provision.DOCKER, here));
            }
            case MEMORY -> throw new IllegalArgumentException("memory is no database");
        };
    }

    /** The {@code docker.database} block: the image of each, and what a container may use at most. */
    record Docker(String postgres, String cassandra, String mongodb, String dynamodb, String cpus, String memory) {
        public Docker {
            // Its checks are to speak up here, where the settings' place is known.
            var unused = new ContainerLimits(cpus, memory);
        }
    }

    private DatabaseContainer container(DatabaseImage database, String image, ContainerLimits limits) {
        return DatabaseContainer.start(database, image, limits, Map.of(), timeout);
    }

    private static String address(DatabaseContainer container) {
        return new HostPort(container.host(), container.port()).toString();
    }

    private static DatabaseServer contained(DatabaseContainer container, Supplier<DatabaseServer> answering) {
        try {
            return new ContainedDatabase(container, answering.get());
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private DatabaseServer external(Product product) {
        External external = settings.read("external", External.class);
        return switch (product) {
            case POSTGRES -> ExternalPostgres.open(external.postgres.url, external.postgres.user, password());
            case CASSANDRA ->
                CassandraServer.running(Provision.EXTERNAL, external.cassandra.address(password()), Map.of());
            case MONGODB -> ExternalMongoDb.open(external.mongodb.uri, external.mongodb.user, password());
            case DYNAMODB -> DynamoDbServer.at(Provision.EXTERNAL, external.dynamodb);
            case MEMORY -> throw new IllegalArgumentException("memory is no database");
        };
    }

    /** The {@code external} block: where the databases are that run already. */
    record External(Postgres postgres, Cassandra cassandra, MongoDb mongodb, DynamoDbAddress dynamodb) {
        record Postgres(String url, String user) {}

        record Cassandra(String nodes, String datacenter, int replicas, String user) {
            CassandraAddress address(Optional<String> password) {
                String keyspace = "timerbench_" + UUID.randomUUID().toString().replace("-", "");
                return new CassandraAddress(nodes, datacenter, keyspace, replicas, user, password);
            }
        }

        record MongoDb(String uri, String user) {}
    }

    private static Optional<String> password() {
        return Optional.ofNullable(System.getenv("DATABASE_PASSWORD")).filter(text -> !text.isEmpty());
    }
}
