package timerbench.service;

import java.time.Duration;
import java.util.Optional;
import timerbench.service.api.ApiServer;
import timerbench.service.api.ApiSettings;
import timerbench.service.api.ServiceMetrics;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.DatabaseClock;
import timerbench.service.engine.Engine;
import timerbench.service.engine.EngineSettings;
import timerbench.service.store.BatchQueue;
import timerbench.service.store.QueueSettings;
import timerbench.service.store.Store;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Slowdown;

/** The service over a store, within this process, with bounds so tight that a test can reach them. */
final class LocalService implements AutoCloseable {
    static final int BODY_LIMIT = 4_096;
    static final int MOST_CONNECTIONS = 20;

    private static final String TOKEN = "s3cret";
    private static final CallbackHosts HOSTS = CallbackHosts.of("127.0.0.1");

    private final Store store;
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final BatchQueue queue;
    private final Engine engine;
    private final ApiServer server;

    LocalService(Store store, Dialect dialect) {
        this(store, dialect, Duration.ofSeconds(30));
    }

    /** @param patience with clients: for a request to be whole, and for the next to come */
    LocalService(Store store, Dialect dialect, Duration patience) {
        this.store = store;
        metrics.describe(store.info());
        queue = new BatchQueue(
                store.timers(), store.shards(), new QueueSettings(2, 10, 1, 1 << 20), metrics.registry());
        DatabaseClock clock = DatabaseClock.of(store.leases(), Duration.ofSeconds(1), metrics.registry());
        engine = Engine.start(
                store,
                new EngineSettings(16, Duration.ofSeconds(5), Duration.ofMillis(300), dialect, Slowdown.NONE),
                HOSTS,
                clock,
                metrics.registry());
        metrics.count(engine::pending);
        server = ApiServer.start(api(dialect, patience), store, queue, engine, HOSTS, metrics, clock);
    }

    private static ApiSettings api(Dialect dialect, Duration patience) {
        return new ApiSettings(
                "127.0.0.1", 0, dialect, Optional.of(TOKEN), 2, BODY_LIMIT, MOST_CONNECTIONS, patience, patience);
    }

    /** Returns a client with the token, whose answers the contract judges. */
    ContractClient client(String contract) {
        return new ContractClient(contract, "http://127.0.0.1:" + port(), TOKEN);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        queue.close();
        engine.close();
        store.close();
        metrics.close();
    }
}
