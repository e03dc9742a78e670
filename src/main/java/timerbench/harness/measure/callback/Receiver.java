package timerbench.harness.measure.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import timerbench.address.HostPort;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.process.BackgroundFailures;

/** The HTTP server that callbacks come to. It takes the instant of arrival when it sees a request's head. */
public final class Receiver implements AutoCloseable {
    static final String PATH = "/callback/";

    private static final int LARGEST_BODY = 1 << 20;

    /** Takes in what arrives. Called from the server's thread. */
    public interface Listener {
        /** Takes in a callback, and what it is going to be answered with. */
        void arrived(Callback callback, Instant arrival, Reply reply);

        /** Takes in a request that is no callback, and why; it is answered 400, 404 or 413. */
        void malformed(String why, Instant arrival);
    }

    private final Vertx vertx;
    private final CallbackReader reader;
    private final InstantSource clock;
    private final Listener listener;
    private final HttpServer server;
    private final String address;

    private Receiver(
            Vertx vertx, ReceiverSettings settings, CallbackReader reader, InstantSource clock, Listener listener) {
        this.vertx = vertx;
        this.reader = reader;
        this.clock = clock;
        this.listener = listener;
        this.server =
                await(vertx.createHttpServer().requestHandler(this::receive).listen(settings.port(), settings.host()));
        this.address = settings.address(server.actualPort());
    }

    /**
     * Returns the receiver when it listens.
     *
     * @param fields how callbacks are spelled
     * @throws IllegalStateException if it cannot, naming the address
     */
    public static Receiver start(
            ReceiverSettings settings, CallbackFields fields, InstantSource clock, Listener listener) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.exceptionHandler(BackgroundFailures::report);
        try {
            return new Receiver(vertx, settings, new CallbackReader(fields), clock, listener);
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IllegalStateException(
                    "the receiver of callbacks cannot listen on "
                            + new HostPort(settings.host(), settings.port()) + ": "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    /** Returns the URL for timers whose callbacks are to be answered like this. */
    public String url(Behaviour behaviour) {
        return address + behaviour.path();
    }

    /** Returns the address that callbacks are sent to. */
    public String address() {
        return address;
    }

    private void receive(HttpServerRequest request) {
        Instant arrival = clock.instant();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= LARGEST_BODY) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> answer(request, body, arrival));
    }

    private void answer(HttpServerRequest request, Buffer body, Instant arrival) {
        if (!request.path().startsWith(PATH)) {
            refuse(request, arrival, 404, "no such path");
            return;
        }
        if (body.length() > LARGEST_BODY) {
            refuse(request, arrival, 413, "wanted at most " + LARGEST_BODY + " bytes");
            return;
        }
        Behaviour behaviour;
        Callback callback;
        try {
            behaviour = Behaviour.of(request.path().substring(PATH.length()));
            callback = reader.read(body.getBytes(), request::getParam);
        } catch (IllegalArgumentException e) {
            refuse(request, arrival, 400, e.getMessage());
            return;
        }
        Reply reply = behaviour.reply(callback.attempt(), arrival);
        listener.arrived(callback, arrival, reply);
        if (behaviour instanceof Behaviour.Delay delay && !delay.delay().isZero()) {
            vertx.setTimer(delay.delay().toMillis(), elapsed -> send(request, reply));
        } else if (!(behaviour instanceof Behaviour.Hang && reply instanceof Reply.Failure)) {
            send(request, reply);
        }
    }

    private void refuse(HttpServerRequest request, Instant arrival, int status, String message) {
        listener.malformed(message, arrival);
        request.response().setStatusCode(status).end(message);
    }

    /** Some services take an answer without a body for a failure, so success says so, too. */
    private static void send(HttpServerRequest request, Reply reply) {
        if (reply instanceof Reply.Again again) {
            sendJson(request, "{\"ok\":false,\"nextExecuteAt\":\"" + again.nextExecuteAt() + "\"}");
        } else if (reply instanceof Reply.Success) {
            sendJson(request, "{\"ok\":true}");
        } else {
            request.response().setStatusCode(status(reply)).end();
        }
    }

    private static void sendJson(HttpServerRequest request, String body) {
        request.response().putHeader("Content-Type", "application/json").end(body);
    }

    private static int status(Reply reply) {
        return reply instanceof Reply.Failure ? 503 : 410;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Closes the connections, those that hang among them. */
    @Override
    public void close() {
        await(vertx.close());
    }
}
