package timerbench.harness.targets;

import java.util.Optional;
import timerbench.harness.run.Word;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.cassandra.CassandraSource;
import timerbench.harness.targets.database.dynamodb.DynamoDbSource;
import timerbench.harness.targets.database.mongodb.MongoDbSource;
import timerbench.harness.targets.database.postgres.PostgresSource;

/** What the reference service can keep its timers in. */
public enum Product implements Word {
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
