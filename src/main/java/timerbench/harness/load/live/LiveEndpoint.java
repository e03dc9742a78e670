package timerbench.harness.load.live;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import timerbench.address.HostPort;
import timerbench.harness.measure.live.LiveHistory;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.live.LiveReading;
import timerbench.harness.show.LivePage;
import timerbench.harness.targets.process.BackgroundFailures;

/** The HTTP server that shows a run while it runs. It has a thread of its own. */
public final class LiveEndpoint implements AutoCloseable {
    private static final String METRICS = "/metrics";
    private static final String PAGE = "/";
    private static final String EVENTS = "/events";

    /** A plot has one for each few pixels. */
    private static final int MOST_POINTS = 360;

    private static final long SAMPLE_MILLIS = 1_000;

    /** How long browsers may take to read the end of a run. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final long begin = System.nanoTime();
    private final LiveMetrics metrics = new LiveMetrics();
    private final LiveHistory history = new LiveHistory(MOST_POINTS, LiveJson.RECENT_SECONDS, reading());
    private final EventStream events = new EventStream(history);
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Map<String, Handler<HttpServerRequest>> pages =
            Map.of(METRICS, this::sendMetrics, PAGE, LiveEndpoint::sendPage, EVENTS, events::open);
    private final Scrapes scrapes;
    private final Guard guard;
    private final Vertx vertx;
    private final HttpServer server;
    private final String address;
    private final long sampling;

    private LiveEndpoint(Vertx vertx, LiveSettings settings, int port) {
        this.vertx = vertx;
        this.scrapes = new Scrapes(settings.linger());
        this.guard = new Guard(settings.host());
        this.server =
                await(vertx.createHttpServer().requestHandler(this::answer).listen(port, settings.host()));
        this.address = new HostPort(settings.host(), server.actualPort()).http();
        this.sampling = vertx.setPeriodic(SAMPLE_MILLIS, timer -> sample());
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

    /** Returns the URL of the page. */
    public String page() {
        return address + PAGE;
    }

    /** Returns the URL of the metrics. */
    public String url() {
        return address + METRICS;
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        Optional<String> refusal = guard.refusal(request);
        Handler<HttpServerRequest> page = pages.get(request.path());
        if (refusal.isPresent()) {
            response.setStatusCode(403).end(refusal.get() + "\n");
        } else if (page == null) {
            response.setStatusCode(404)
                    .end("no such path; the page is at " + PAGE + ", the metrics are at " + METRICS + "\n");
        } else if (!request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).putHeader("Allow", "GET").end();
        } else {
            page.handle(request);
        }
    }

    private static void sendPage(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", LivePage.POLICY)
                .end(LivePage.html());
    }

    /** A scraper says which formats it reads; only the protobuf has native histograms. */
    private void sendMetrics(HttpServerRequest request) {
        @Nullable String accept = request.getHeader("Accept");
        ExpositionFormatWriter writer = formats.findWriter(accept);
        boolean withLast = scrapes.areLast();
        request.response()
                .putHeader("Content-Type", writer.getContentType())
                .end(Buffer.buffer(written(writer)))
                .onSuccess(sent -> scrapes.came(Instant.now(), withLast));
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

    private LiveReading reading() {
        return metrics.reading((System.nanoTime() - begin) / 1e9);
    }

    private void sample() {
        events.send(history.add(reading()));
    }

    /**
     * Records that the values do not change any more, and returns how long to wait for scrapers that want them. It
     * returns when open pages know it, or when they have had time enough.
     *
     * @param result what pages show then, as JSON
     */
    public Duration end(String result) {
        Promise<Void> told = Promise.promise();
        vertx.runOnContext(now -> {
            vertx.cancelTimer(sampling);
            sample();
            events.end(result).onComplete(sent -> told.complete());
        });
        try {
            told.future().toCompletionStage().toCompletableFuture().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // A page that does not read is not waited for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return scrapes.end();
    }

    /** Waits until two scrapes have come after the end, for this long at most. */
    public void linger(Duration most) {
        var unused = scrapes.await(most);
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
