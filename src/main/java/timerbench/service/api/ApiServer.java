package timerbench.service.api;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.DatabaseClock;
import timerbench.service.engine.Engine;
import timerbench.service.engine.EventLoops;
import timerbench.service.store.BatchQueue;
import timerbench.service.store.Store;

/** The HTTP server of the service. */
public final class ApiServer implements AutoCloseable {
    /** Large enough for percent-encoded ids of 10,000 characters: they get an Error body, not a closed connection. */
    private static final int LONGEST_REQUEST_LINE = 128 * 1_024;

    private final Vertx vertx;
    private final int port;
    private final List<Thread> threads;

    private ApiServer(Vertx vertx, int port, List<Thread> threads) {
        this.vertx = vertx;
        this.port = port;
        this.threads = threads;
    }

    /**
     * Returns the server when it listens.
     *
     * @throws IllegalStateException if it cannot listen; the message names the address
     */
    public static ApiServer start(
            ApiSettings settings,
            Store store,
            BatchQueue queue,
            Engine engine,
            CallbackHosts hosts,
            ServiceMetrics metrics,
            DatabaseClock clock) {
        Vertx vertx = EventLoops.of(settings.eventLoops());
        List<Thread> threads = new CopyOnWriteArrayList<>(engine.threads());
        threads.addAll(queue.threads());
        Deadlines deadlines = new Deadlines(settings.requestTimeout(), settings.idleTimeout());
        Connections connections = new Connections(settings.connections(), deadlines, metrics.registry());
        Failures failures = new Failures(settings.bodyLimit(), metrics, clock);
        Router router = Routes.of(
                vertx,
                settings,
                connections,
                new TimerHandlers(
                        vertx, queue, engine, new TimerRequests(settings.dialect(), hosts, clock), settings.dialect()),
                new SystemHandlers(vertx, new Readiness(store.connection(), threads), metrics, deadlines, clock),
                failures);
        try {
            deadlines.watch(vertx);
            // Servers of one Vert.x instance share a port, each with an event loop.
            Listener listener = new Listener(settings, connections, router, failures, threads);
            await(vertx.deployVerticle(listener));
            for (int i = 1; i < settings.eventLoops(); i++) {
                await(vertx.deployVerticle(new Listener(settings, connections, router, failures, threads)));
            }
            return new ApiServer(vertx, listener.actualPort, threads);
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IllegalStateException(
                    "cannot listen on " + settings + ": " + e.getCause().getMessage(), e);
        }
    }

    private static final class Listener extends VerticleBase {
        private final ApiSettings settings;
        private final Connections connections;
        private final Router router;
        private final Failures failures;
        private final List<Thread> threads;
        private volatile int actualPort;

        Listener(
                ApiSettings settings, Connections connections, Router router, Failures failures, List<Thread> threads) {
            this.settings = settings;
            this.connections = connections;
            this.router = router;
            this.failures = failures;
            this.threads = threads;
        }

        @Override
        public Future<?> start() {
            threads.add(Thread.currentThread());
            HttpServerOptions options = new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    // There are no WebSockets; their handler would see every message.
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()));
            return vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .requestHandler(router)
                    .invalidRequestHandler(failures::answerUnreadable)
                    .listen(address())
                    .onSuccess(server -> actualPort = server.actualPort());
        }

        /** All servers that ask for a free port by the same number get the same port. */
        private SocketAddress address() {
            return settings.port() == 0
                    ? SocketAddress.sharedRandomPort(1, settings.host())
                    : SocketAddress.inetSocketAddress(settings.port(), settings.host());
        }
    }

    /** Returns the threads that the service cannot work without. */
    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    public int port() {
        return port;
    }

    /** Closes the connections without waiting for requests in flight. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
