package timerbench.harness.measure.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import timerbench.address.HostPort;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.targets.dialect.CallbackAnswers;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.harness.targets.process.EventLoop;

/** The HTTP server that callbacks arrive at. It takes the instant of arrival when it has read a request's head. */
public final class Receiver implements AutoCloseable {
    static final String PATH = "/callback/";

    private static final int LARGEST_BODY = 1 << 20;

    /**
     * The content of a callback.
     *
     * @param groupId empty if the id alone identifies the timer
     * @param timerId its id, or its reference
     * @param executeAt empty if the callback does not contain it
     * @param attempt from 1
     * @param numbered whether the callback contained the attempt; if not, the receiver has counted
     * @param payload its {@link PayloadHash}; {@link PayloadHash#UNKNOWN} if callbacks do not contain the payload
     */
    public record Callback(
            String groupId, String timerId, Optional<Instant> executeAt, int attempt, boolean numbered, int payload) {
        public Callback {
            if (attempt < 1) {
                throw new IllegalArgumentException("attempt: wanted at least 1, got " + attempt);
            }
        }

        /** Creates a callback that contains its instant and attempt, and whose payload is unknown. */
        public Callback(String groupId, String timerId, Instant executeAt, int attempt) {
            this(groupId, timerId, Optional.of(executeAt), attempt, true, PayloadHash.UNKNOWN);
        }
    }

    /** A request as it came. */
    public interface Request {
        String method();

        /** Returns the path and the query, encoded. */
        String uri();

        /** Returns names and values in their order. */
        List<Map.Entry<String, String>> headers();

        String body();
    }

    /** Listens to arrivals. Called on the server's thread. */
    public interface Listener {
        /** Sees a request as it came, before it is known whether it is a callback. */
        default void came(Request request) {}

        /** Records a callback, and the reply that it is going to get. */
        void arrived(Callback callback, Instant arrival, Reply reply);

        /** Records a request that is not a callback, and why; it is answered 400, 404 or 413. */
        void malformed(String why, Instant arrival);
    }

    private final Vertx vertx;
    private final CallbackReader reader;
    private final CallbackAnswers answers;
    private final InstantSource clock;
    private final Listener listener;
    private final HttpServer server;
    private final String address;
    private volatile boolean refusing;

    private Receiver(
            Vertx vertx, ReceiverSettings settings, CallbackFields fields, InstantSource clock, Listener listener) {
        this.vertx = vertx;
        this.reader = new CallbackReader(fields);
        this.answers = fields.answers();
        this.clock = clock;
        this.listener = listener;
        this.server =
                await(vertx.createHttpServer().requestHandler(this::receive).listen(settings.port(), settings.host()));
        this.address = settings.address(server.actualPort());
    }

    /**
     * Starts the receiver and returns it when it listens.
     *
     * @param fields where callbacks contain what is read
     * @throws IllegalStateException if it cannot listen; the message names the address
     */
    public static Receiver start(
            ReceiverSettings settings, CallbackFields fields, InstantSource clock, Listener listener) {
        Vertx vertx = EventLoop.one();
        vertx.exceptionHandler(BackgroundFailures::report);
        try {
            return new Receiver(vertx, settings, fields, clock, listener);
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IllegalStateException(
                    "the receiver of callbacks cannot listen on "
                            + new HostPort(settings.host(), settings.port()) + ": "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    /** Returns the URL for timers whose callbacks get this behaviour. */
    public String url(Behaviour behaviour) {
        return address + behaviour.path();
    }

    /** Returns the address to which callbacks are sent. */
    public String address() {
        return address;
    }

    /** Returns the port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Lets every callback fail from now on, whatever its behaviour is, or ends that. */
    public void refuse(boolean all) {
        refusing = all;
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
        listener.came(new Came(request, body));
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
            Behaviour.Named named = Behaviour.of(request.path().substring(PATH.length()));
            behaviour = named.behaviour();
            callback = reader.read(new Arrived(request, body, named.further()));
        } catch (IllegalArgumentException e) {
            refuse(request, arrival, 400, e.getMessage());
            return;
        }
        boolean refused = refusing;
        Reply reply = refused ? new Reply.Failure() : behaviour.reply(callback.attempt(), arrival);
        listener.arrived(callback, arrival, reply);
        if (refused) {
            send(request, reply);
        } else if (behaviour instanceof Behaviour.Delay delay && !delay.delay().isZero()) {
            vertx.setTimer(delay.delay().toMillis(), elapsed -> send(request, reply));
        } else if (!(behaviour instanceof Behaviour.Hang && reply instanceof Reply.Failure)) {
            send(request, reply);
        }
    }

    private void refuse(HttpServerRequest request, Instant arrival, int status, String message) {
        listener.malformed(message, arrival);
        request.response().setStatusCode(status).end(message);
    }

    private record Came(HttpServerRequest request, Buffer content) implements Request {
        @Override
        public String method() {
            return request.method().name();
        }

        @Override
        public String uri() {
            return request.uri();
        }

        @Override
        public List<Map.Entry<String, String>> headers() {
            return request.headers().entries();
        }

        @Override
        public String body() {
            return content.toString(StandardCharsets.UTF_8);
        }
    }

    private record Arrived(HttpServerRequest request, Buffer content, List<String> segments)
            implements CallbackReader.Request {
        @Override
        public byte[] body() {
            return content.getBytes();
        }

        @Override
        public @Nullable String parameter(String name) {
            return request.getParam(name);
        }

        @Override
        public @Nullable String header(String name) {
            return request.getHeader(name);
        }
    }

    private void send(HttpServerRequest request, Reply reply) {
        if (reply instanceof Reply.Again again) {
            send(request, answers.again(), again.nextExecuteAt());
        } else if (reply instanceof Reply.Success) {
            send(request, Optional.of(answers.success()), null);
        } else if (reply instanceof Reply.Failure) {
            send(request, Optional.of(answers.failure()), null);
        } else {
            send(request, answers.refusal(), null);
        }
    }

    private static void send(
            HttpServerRequest request, Optional<CallbackAnswers.CallbackAnswer> given, @Nullable Instant executeAt) {
        CallbackAnswers.CallbackAnswer answer = given.orElseThrow(
                () -> new IllegalStateException("a behaviour whose answer the dialect does not have"));
        request.response().setStatusCode(answer.status());
        answer.contentType().ifPresent(type -> request.response().putHeader("Content-Type", type));
        request.response().end(answer.body(executeAt));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Closes the server and its connections, including hanging ones. */
    @Override
    public void close() {
        await(vertx.close());
    }
}
