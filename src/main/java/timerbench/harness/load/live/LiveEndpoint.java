package timerbench.harness.load.live;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import timerbench.address.HostPort;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.targets.process.BackgroundFailures;

/** The HTTP server that shows a run while it runs. It has a thread of its own. */
public final class LiveEndpoint implements AutoCloseable {
    private static final String METRICS = "/metrics";

    private final LiveMetrics metrics = new LiveMetrics();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Map<String, Handler<HttpServerRequest>> pages = Map.of(METRICS, this::sendMetrics);
    private final Scrapes scrapes;
    private final Vertx vertx;
    private final HttpServer server;
    private final String address;

    private LiveEndpoint(Vertx vertx, LiveSettings settings, int port) {
        this.vertx = vertx;
        this.scrapes = new Scrapes(settings.linger());
        this.server =
                await(vertx.createHttpServer().requestHandler(this::answer).listen(port, settings.host()));
        this.address = new HostPort(settings.host(), server.actualPort()).http();
    }

    /**
     * Starts the server and returns it when it listens; empty if the settings ask for none.
     *
     * @throws IllegalStateException if it cannot listen; the message names the address
     */
    public static Optional<LiveEndpoint> open(LiveSettings settings) {
        return settings.listenOn().isEmpty()
                ? Optional.empty()
                : Optional.of(open(settings, settings.listenOn().getAsInt()));
    }

    private static LiveEndpoint open(LiveSettings settings, int port) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.exceptionHandler(BackgroundFailures::report);
        try {
            return new LiveEndpoint(vertx, settings, port);
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IllegalStateException(
                    "the endpoint of live metrics cannot listen on " + new HostPort(settings.host(), port) + ": "
                            + e.getCause().getMessage()
                            + "; choose another timerbench.live.port, or 0 for any free one",
                    e);
        }
    }

    /** Returns the metrics that it shows. */
    public LiveMetrics metrics() {
        return metrics;
    }

    /** Returns the URL of the metrics. */
    public String url() {
        return address + METRICS;
    }

    private void answer(HttpServerRequest request) {
        Handler<HttpServerRequest> page = pages.get(request.path());
        if (page == null) {
            request.response().setStatusCode(404).end("no such path; the metrics are at " + METRICS + "\n");
        } else if (!request.method().equals(HttpMethod.GET)) {
            request.response().setStatusCode(405).putHeader("Allow", "GET").end();
        } else {
            page.handle(request);
        }
    }

    /** A scraper says which formats it reads; only the protobuf has native histograms. */
    private void sendMetrics(HttpServerRequest request) {
        @Nullable String accept = request.getHeader("Accept");
        ExpositionFormatWriter writer = formats.findWriter(accept);
        request.response()
                .putHeader("Content-Type", writer.getContentType())
                .end(Buffer.buffer(written(writer)))
                .onSuccess(sent -> scrapes.came(Instant.now()));
    }

    private byte[] written(ExpositionFormatWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, metrics.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Records that the values do not change any more, and returns how long to wait for scrapers that want them. */
    public Duration end() {
        return scrapes.end();
    }

    /** Waits until two scrapes have come after the end, for this long at most. */
    public void linger(Duration most) {
        scrapes.await(most);
    }

    /** Ends the wait. */
    public void release() {
        scrapes.release();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
