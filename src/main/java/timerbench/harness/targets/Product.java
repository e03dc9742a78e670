package timerbench.harness.targets;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.cassandra.CassandraSource;
import timerbench.harness.targets.database.dynamodb.DynamoDbSource;
import timerbench.harness.targets.database.mongodb.MongoDbSource;
import timerbench.harness.targets.database.postgres.PostgresSource;

/** What the reference service can keep its timers in. */
public enum Product {
    /** The service's own memory: no database. */
    MEMORY("memory", Optional.empty()),
    POSTGRES("PostgreSQL", Optional.of(new PostgresSource())),
    CASSANDRA("Cassandra", Optional.of(new CassandraSource())),
    MONGODB("MongoDB", Optional.of(new MongoDbSource())),
    DYNAMODB("DynamoDB", Optional.of(new DynamoDbSource()));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // sources hold no state
    private final Optional<DatabaseSource> source;

    Product(String title, Optional<DatabaseSource> source) {
        this.title = title;
        this.source = source;
    }

    /** Returns the product that this word stands for in settings; empty if none does. */
    public static Optional<Product> called(String word) {
        return Stream.of(values())
                .filter(product -> product.word().equals(word))
                .findFirst();
    }

    /** Returns the word that stands for it in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns its name as people write it. */
    public String title() {
        return title;
    }

    /** Returns where its servers come from; empty if it needs none. */
    Optional<DatabaseSource> source() {
        return source;
    }

    @Override
    public String toString() {
        return word();
    }
}
