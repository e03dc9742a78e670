package timerbench.harness.database;

import java.time.Duration;
import java.util.Optional;
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
            default -> throw new DatabaseException(product.title() + " cannot be embedded");
        };
    }

    private DatabaseServer external(Product product) {
        return switch (product) {
            case POSTGRES -> {
                ExternalPostgresSettings postgres = settings.read("external.postgres", ExternalPostgresSettings.class);
                yield ExternalPostgres.open(postgres.url(), postgres.user(), password());
            }
            case MONGODB -> {
                ExternalMongoDbSettings mongodb = settings.read("external.mongodb", ExternalMongoDbSettings.class);
                yield ExternalMongoDb.open(mongodb.uri(), mongodb.user(), password());
            }
            default -> throw new DatabaseException(product.title() + " cannot be external");
        };
    }

    /** The {@code external.postgres} block. */
    record ExternalPostgresSettings(String url, String user) {}

    /** The {@code external.mongodb} block. */
    record ExternalMongoDbSettings(String uri, String user) {}

    private static Optional<String> password() {
        return Optional.ofNullable(System.getenv("DATABASE_PASSWORD")).filter(text -> !text.isEmpty());
    }
}
