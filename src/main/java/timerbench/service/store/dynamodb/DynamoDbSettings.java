package timerbench.service.store.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import timerbench.address.Address;
import timerbench.service.store.Store;
import timerbench.service.store.StoreOpener;
import timerbench.service.timer.Shards;

/**
 * The settings of the store. Keys come from where AWS' tools look for them.
 *
 * @param endpoint an address, {@code http://host:port}, of an emulator; empty: AWS itself, in the region
 * @param tablePrefix the prefix of the names of this store's tables
 * @param timeout how long to wait for an answer, with all retries
 */
public record DynamoDbSettings(String endpoint, String region, String tablePrefix, Duration timeout) {
    /** With the longest suffix of our tables this is a name for DynamoDB: 3 to 255 characters. */
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9_.-]{1,240}");

    public DynamoDbSettings {
        var unused = Address.withoutSecret(endpoint);
        if (!endpoint.isEmpty() && !endpoint.matches("https?://[^/@?#]+/?")) {
            throw new IllegalArgumentException("the address of DynamoDB must be http://host:port, https:// or empty");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be empty");
        }
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException(
                    "tablePrefix must be 1 to 240 of a-z, A-Z, 0-9, _, . and -, was \"" + tablePrefix + "\"");
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1s, was " + timeout);
        }
    }

    Optional<URI> address() {
        return endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint));
    }

    @Override
    public String toString() {
        return "DynamoDB at " + (endpoint.isEmpty() ? region : endpoint) + ", tables " + tablePrefix + "-*";
    }

    /**
     * The {@code service.dynamodb} block of the settings. Keys come from where AWS' tools look for them, not from a
     * password.
     */
    public record Block(String endpoint, String region, String tablePrefix, Duration timeout) implements StoreOpener {
        public Block {
            // The settings are checked here, where their place in the block is known.
            var unused = new DynamoDbSettings(endpoint, region, tablePrefix, timeout);
        }

        @Override
        public Store open(Optional<String> password, int lanes, Shards shards) {
            return DynamoDbStore.open(new DynamoDbSettings(endpoint, region, tablePrefix, timeout), shards);
        }
    }
}
