package timerbench.service.store.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import timerbench.service.store.StoreConnection;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;

/** The pool of connections. It translates the driver's exceptions into the store's. */
final class Connections implements StoreConnection {
    /** A write is answered when a majority of the servers has it in the journal. */
    static final WriteConcern WRITE_CONCERN = WriteConcern.MAJORITY.withJournal(true);

    /** Reads see all answered writes, and only writes that are never rolled back. */
    static final ReadConcern READ_CONCERN = ReadConcern.MAJORITY;

    static final ReadPreference READ_PREFERENCE = ReadPreference.primary();

    /** Connections beside those for batches: health checks, leases, the look-ahead, attempts, settlements. */
    private static final int OTHERS = 5;

    /**
     * The command for the server's identity and clock, under the name that every server known to the driver
     * understands.
     */
    static final String HELLO = "isMaster";

    private static final int DUPLICATE_KEY = 11_000;
    private static final int TRIES = 3;

    private final MongoClient client;
    private final MongoDbSettings settings;
    private final SideBySide sideBySide = new SideBySide();

    private Connections(MongoClient client, MongoDbSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Returns connections to a server that answers. */
    static Connections open(MongoDbSettings settings) {
        Connections connections = new Connections(client(settings), settings);
        try {
            connections.check();
            return connections;
        } catch (StoreException e) {
            connections.close();
            throw e;
        }
    }

    private static MongoClient client(MongoDbSettings settings) {
        long millis = settings.timeout().toMillis();
        try {
            return MongoClients.create(MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(settings.connectionString()))
                    .applicationName("timer-bench")
                    .writeConcern(WRITE_CONCERN)
                    .readConcern(READ_CONCERN)
                    .readPreference(READ_PREFERENCE)
                    .timeout(millis, TimeUnit.MILLISECONDS)
                    .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                    .applyToSocketSettings(socket -> socket.connectTimeout(millis, TimeUnit.MILLISECONDS))
                    .applyToConnectionPoolSettings(
                            pool -> pool.maxSize(settings.poolSize() + OTHERS + SideBySide.THREADS))
                    .build());
        } catch (IllegalArgumentException e) {
            // Without the driver's message, which may quote the connection string.
            throw new StoreException(settings + ": the driver does not accept its address", null);
        } catch (MongoException e) {
            throw new StoreUnavailableException(settings + ": its address leads to no server", e);
        }
    }

    MongoCollection<Document> collection(String name) {
        return client.getDatabase(settings.database()).getCollection(name);
    }

    /** Returns the server's answer to a command. */
    Document command(String command) {
        return call(command, () -> client.getDatabase(settings.database()).runCommand(new Document(command, 1)));
    }

    @Override
    public void check() {
        command("ping");
    }

    /**
     * Makes the call and returns its result. If two writes concurrently insert the same document, the losing call is
     * repeated: calls must be repeatable.
     */
    <R> R call(String operation, Supplier<R> call) {
        for (int tried = 1; ; tried++) {
            try {
                return call.get();
            } catch (MongoException e) {
                if (tried == TRIES || !isDuplicateKey(e)) {
                    throw translate(operation, e);
                }
            }
        }
    }

    /** Asks the questions in parallel and returns the answers in their order. The first failure ends all of them. */
    <A, R> List<R> each(String operation, List<A> questions, Function<A, R> answer) {
        return sideBySide.each(questions, question -> call(operation, () -> answer.apply(question)));
    }

    private StoreException translate(String operation, MongoException e) {
        String reason = e instanceof MongoTimeoutException
                ? "it does not answer within " + settings.timeout()
                : String.valueOf(e.getMessage());
        String message = settings + ": " + operation + " failed: " + reason;
        return isRefused(e) ? new StoreException(message, e) : new StoreUnavailableException(message, e);
    }

    /** Returns whether the server answered and wrote nothing. */
    private static boolean isRefused(MongoException e) {
        if (e.hasErrorLabel("RetryableWriteError")
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException) {
            return false;
        }
        if (e instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() == null && wroteNothing(bulk.getWriteResult());
        }
        return e instanceof MongoSecurityException
                || e instanceof MongoCommandException
                || e instanceof MongoWriteException;
    }

    private static boolean wroteNothing(BulkWriteResult result) {
        return result.getInsertedCount() == 0
                && result.getMatchedCount() == 0
                && result.getDeletedCount() == 0
                && result.getUpserts().isEmpty();
    }

    private static boolean isDuplicateKey(MongoException e) {
        return e instanceof MongoBulkWriteException bulk
                ? bulk.getWriteErrors().stream().anyMatch(error -> error.getCode() == DUPLICATE_KEY)
                : e.getCode() == DUPLICATE_KEY;
    }

    @Override
    public void close() {
        sideBySide.close();
        client.close();
    }
}
