package timerbench.harness.database.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.exclude;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import org.bson.Document;
import timerbench.harness.database.DatabaseException;
import timerbench.harness.database.Profiler;
import timerbench.harness.result.DatabaseLoad;

/**
 * Tells what operations took by the server's profiler, which writes a document for each: that costs the server some of its
 * speed. The documents go into a ring of 256 MB; if it was filled, what is told is the last part, and says so.
 */
final class OperationProfiler implements Profiler {
    private static final String PROFILE = "system.profile";
    private static final long RING_BYTES = 256 << 20;
    private static final String MARK = "timer-bench: what came before is not told";
    private static final String ADVICE =
            "; its profiler needs a mongod (not a mongos) and a user with the role dbAdmin or dbAdminAnyDatabase";

    private final MongoDbAddress address;
    private int levelBefore;
    private boolean started;

    OperationProfiler(MongoDbAddress address) {
        this.address = address;
    }

    @Override
    public void start() {
        address.call(database -> {
            int level = setLevel(database, 0);
            levelBefore = started ? levelBefore : level;
            database.getCollection(PROFILE).drop();
            database.createCollection(
                    PROFILE, new CreateCollectionOptions().capped(true).sizeInBytes(RING_BYTES));
            setLevel(database, 2);
            started = true;
            return database.getCollection("timer_store").find().comment(MARK).first();
        });
    }

    private int setLevel(MongoDatabase database, int level) {
        try {
            return database.runCommand(new Document("profile", level))
                    .get("was", Number.class)
                    .intValue();
        } catch (MongoCommandException e) {
            throw new DatabaseException(address + " does not tell what it does: " + e.getErrorMessage() + ADVICE, e);
        }
    }

    @Override
    public DatabaseLoad top(int most) {
        return address.call(database -> {
            setLevel(database, 0);
            var profile = database.getCollection(PROFILE);
            boolean complete = profile.find(eq("command.comment", MARK)).first() != null;
            ProfiledOperations operations = new ProfiledOperations();
            profile.find(ne("command.comment", MARK))
                    .projection(exclude(
                            "execStats", "locks", "storage", "command.u", "command.updates", "command.documents"))
                    .forEach(operations::add);
            return operations.load(most, complete);
        });
    }

    @Override
    public void close() {
        if (started) {
            started = false;
            address.call(database -> setLevel(database, levelBefore));
        }
    }
}
