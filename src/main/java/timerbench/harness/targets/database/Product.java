package timerbench.harness.targets.database;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the reference service can keep its timers in. */
public enum Product {
    /** The service's own memory: no database. */
    MEMORY("memory"),
    POSTGRES("PostgreSQL"),
    CASSANDRA("Cassandra"),
    MONGODB("MongoDB"),
    DYNAMODB("DynamoDB");

    private final String title;

    Product(String title) {
        this.title = title;
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

    @Override
    public String toString() {
        return word();
    }
}
