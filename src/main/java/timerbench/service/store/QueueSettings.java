package timerbench.service.store;

/**
 * The settings of the queue of requests for the store.
 *
 * @param lanes threads that run batches, each for its own part of the shards
 * @param batchSize the most requests in one batch
 * @param maxOperations the most requests that wait or run; further ones are refused
 * @param maxBytes the most bytes of their bodies together
 */
public record QueueSettings(int lanes, int batchSize, int maxOperations, long maxBytes) {
    public QueueSettings {
        requirePositive("lanes", lanes);
        requirePositive("batchSize", batchSize);
        requirePositive("maxOperations", maxOperations);
        requirePositive("maxBytes", maxBytes);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }
}
