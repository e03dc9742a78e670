package timerbench.harness.targets.database.mongodb;

import static com.mongodb.client.model.Projections.exclude;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Reports the time of operations from the server's profiler, which writes a document for each and thereby slows the
 * server a little. The documents go into a ring of 256 MB. If the ring was filled, the report covers the last part
 * only, and says so.
 */
final class OperationProfiler implements Profiler {
    private static final String PROFILE = "system.profile";
    private static final Document OFF = new Document("profile", 0);
    private static final long RING_BYTES = 256 << 20;
    private static final double FULL = 0.9;

    /**
     * The share of all operations that is profiled, drawn at random: to record each of them would slow the server
     * that is measured.
     */
    static final double SHARE = 0.02;

    private static final Document ON =
            new Document("profile", 1).append("slowms", 0).append("sampleRate", SHARE);

    private static final String ADVICE =
            "; its profiler needs a mongod (not a mongos) and a user with the role dbAdmin or dbAdminAnyDatabase";

    private final MongoDbAddress address;
    private @Nullable Document before;

    OperationProfiler(MongoDbAddress address) {
        this.address = address;
    }

    @Override
    public void start() {
        address.call(database -> {
            Document was = set(database, OFF);
            before = before == null ? was : before;
            database.getCollection(PROFILE).drop();
            database.createCollection(
                    PROFILE, new CreateCollectionOptions().capped(true).sizeInBytes(RING_BYTES));
            return set(database, ON);
        });
    }

    /** Applies a setting of the profiler and returns the previous one. */
    private Document set(MongoDatabase database, Document command) {
        try {
            Document was = database.runCommand(command);
            Document setting =
                    new Document("profile", was.get("was", Number.class).intValue());
            return setting.append("slowms", was.getOrDefault("slowms", 100))
                    .append("sampleRate", was.getOrDefault("sampleRate", 1.0));
        } catch (MongoCommandException e) {
            throw new DatabaseException(
                    address + " does not report its operations: " + e.getErrorMessage() + ADVICE, e);
        }
    }

    @Override
    public DatabaseLoad top(int most) {
        return address.call(database -> {
            // Otherwise the server would profile this, too.
            var unusedOn = set(database, OFF);
            long bytes = database.runCommand(new Document("collStats", PROFILE))
                    .get("size", Number.class)
                    .longValue();
            ProfiledOperations operations = new ProfiledOperations(SHARE);
            database.getCollection(PROFILE)
                    .find()
                    .projection(exclude(
                            "execStats", "locks", "storage", "command.u", "command.updates", "command.documents"))
                    .forEach(operations::add);
            var unusedOff = set(database, ON);
            return operations.load(most, bytes < FULL * RING_BYTES);
        });
    }

    @Override
    public void close() {
        if (before != null) {
            Document restored = before;
            before = null;
            address.call(database -> set(database, restored));
        }
    }
}
