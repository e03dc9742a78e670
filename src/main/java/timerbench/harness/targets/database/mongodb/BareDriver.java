package timerbench.harness.targets.database.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Measures MongoDB without a service in front: inserts documents of a timer's size through the bare driver in
 * batches of 100, each answered by a majority's journals, over a few connections in parallel.
 */
final class BareDriver {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 4;
    private static final String COLLECTION = "bare_timer";
    private static final String PAYLOAD = "{\"note\":\"" + "x".repeat(180) + "\"}";
    private static final InsertManyOptions IN_ANY_ORDER = new InsertManyOptions().ordered(false);

    private final MongoDbAddress address;

    BareDriver(MongoDbAddress address) {
        this.address = address;
    }

    /** Returns documents written per second, into a collection that is gone afterwards. */
    double documentsPerSecond(Duration warmUp, Duration measured) {
        return address.call(database -> {
            MongoCollection<Document> collection = database.getCollection(COLLECTION);
            try {
                collection.createIndex(new Document("_id.s", 1)
                        .append("_id.g", 1)
                        .append("executeAt", 1)
                        .append("_id.t", 1));
                write(database, warmUp);
                long start = System.nanoTime();
                long documents = write(database, measured);
                return documents / ((System.nanoTime() - start) / 1e9);
            } finally {
                collection.drop();
            }
        });
    }

    private long write(MongoDatabase database, Duration time) {
        ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long deadline = System.nanoTime() + time.toNanos();
            List<CompletableFuture<Long>> written = Collections.nCopies(CONNECTIONS, database).stream()
                    .map(each -> CompletableFuture.supplyAsync(() -> writeUntil(each, deadline), writers))
                    .toList();
            return written.stream().mapToLong(CompletableFuture::join).sum();
        } catch (CompletionException e) {
            throw new DatabaseException(
                    address + ": the bare driver failed: " + e.getCause().getMessage(), e);
        } finally {
            stop(writers);
        }
    }

    /** Those that still write after one has failed must not do so once the collection is gone. */
    private static void stop(ExecutorService writers) {
        writers.shutdownNow();
        try {
            if (!writers.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new DatabaseException("the bare driver's writers did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long writeUntil(MongoDatabase database, long deadline) {
        MongoCollection<Document> collection = database.getCollection(COLLECTION);
        String own = UUID.randomUUID().toString();
        long documents = 0;
        while (System.nanoTime() < deadline) {
            List<Document> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++, documents++) {
                batch.add(document(own + "-" + documents, (int) (documents % 16)));
            }
            collection.insertMany(batch, IN_ANY_ORDER);
        }
        return documents;
    }

    private static Document document(String id, int shard) {
        Document key = new Document("s", shard).append("g", "orders").append("t", id);
        return new Document("_id", key)
                .append("executeAt", (System.currentTimeMillis() + 3_600_000) * 1_000)
                .append("payload", PAYLOAD);
    }
}
