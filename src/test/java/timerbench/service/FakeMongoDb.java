package timerbench.service;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import timerbench.service.store.Store;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.Shards;

/**
 * What speaks MongoDB's protocol, in this process and its memory. It is not MongoDB: it shows what is right, not how
 * fast.
 */
public final class FakeMongoDb implements AutoCloseable {
    private final InetSocketAddress address;
    private MongoServer server = server();

    public FakeMongoDb() {
        address = server.bind();
    }

    private static MongoServer server() {
        return new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
    }

    public String host() {
        return address.getHostString() + ":" + address.getPort();
    }

    public String uri() {
        return "mongodb://" + host();
    }

    Store open(int shards) {
        return MongoDbStore.open(settings(Duration.ofSeconds(10)), new Shards(shards));
    }

    MongoDbSettings settings(Duration timeout) {
        return new MongoDbSettings(uri(), Optional.empty(), "timers", 2, timeout);
    }

    /** Ends the server, with its data. */
    void stop() {
        server.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }

    /** Starts a server at the same address, with nothing in it. */
    void startAgain() {
        server = server();
        server.bind(address);
    }
}
