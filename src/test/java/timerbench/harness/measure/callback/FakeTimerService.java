package timerbench.harness.measure.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A timer service over HTTP that treats each timer as its script says. The caller sets the time: {@link #fire} sends
 * the callbacks, and returns when all of them have been answered.
 */
public final class FakeTimerService implements AutoCloseable {
    /**
     * The treatment of a timer.
     *
     * @param callbacks delays of the callbacks after executeAt; negative: before it
     * @param heedsUpdates whether an acknowledged update changes anything
     * @param heedsDeletes whether an acknowledged delete changes anything
     * @param lie what is wrong in its callbacks
     */
    public record Script(List<Duration> callbacks, boolean heedsUpdates, boolean heedsDeletes, Lie lie) {
        public static Script late(Duration... callbacks) {
            return lying(Lie.NONE, callbacks);
        }

        public static Script lying(Lie lie, Duration... callbacks) {
            return new Script(List.of(callbacks), true, true, lie);
        }
    }

    /** What may be wrong in callbacks. */
    public enum Lie {
        NONE,
        CHANGED_PAYLOAD,
        NO_PAYLOAD,
        ATTEMPT_7,
        CUT_BODY,
        WHOLE_SECONDS,
        INVENTED_INSTANT,
        /** In the answer to the create, not in the callback. */
        WRONG_ID
    }

    private record Outgoing(String key, Instant executeAt, String url, JsonObject payload, int version) {}

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClientAgent http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
    private final HttpServer server =
            await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    private final Function<String, Script> scripts;
    private final Map<String, Outgoing> timers = new ConcurrentHashMap<>();
    private final NavigableMap<Instant, List<Outgoing>> outgoing = new TreeMap<>();

    /** @param scripts by timer id */
    public FakeTimerService(Function<String, Script> scripts) {
        this.scripts = scripts;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Returns the callback URLs of the timers that were not deleted, by their ids. */
    public Map<String, String> callbackUrls() {
        Map<String, String> urls = new HashMap<>();
        timers.forEach((key, timer) -> urls.put(key.substring(key.indexOf('/') + 1), timer.url));
        return urls;
    }

    private void answer(HttpServerRequest request) {
        request.bodyHandler(body -> {
            if (request.method().equals(HttpMethod.GET)) {
                // It is ready, reports the time in its Date header only, and has no metrics.
                request.response()
                        .setStatusCode(request.path().equals("/metrics") ? 404 : 200)
                        .putHeader("Date", HTTP_DATE.format(Instant.now().atOffset(ZoneOffset.UTC)))
                        .end("{}");
                return;
            }
            String[] path = request.path().split("/", -1);
            if (request.method().equals(HttpMethod.POST)) {
                JsonObject timer = body.toJsonObject();
                String id = timer.getString("timerId");
                put(
                        path[2] + "/" + id,
                        id,
                        Instant.parse(timer.getString("executeAt")),
                        timer.getString("callbackUrl"),
                        timer.getJsonObject("payload"));
                request.response()
                        .setStatusCode(201)
                        .end(scripts.apply(id).lie == Lie.WRONG_ID ? Buffer.buffer("{\"timerId\":\"other\"}") : body);
            } else if (request.method().equals(HttpMethod.PUT)) {
                update(path[2] + "/" + path[4], path[4], body.toJsonObject().getString("executeAt"));
                request.response().end("{}");
            } else {
                delete(path[2] + "/" + path[4], path[4]);
                request.response().setStatusCode(204).end();
            }
        });
    }

    private void put(String key, String id, Instant executeAt, String url, JsonObject payload) {
        Outgoing before = timers.get(key);
        Outgoing timer = new Outgoing(key, executeAt, url, payload, before == null ? 1 : before.version + 1);
        timers.put(key, timer);
        synchronized (outgoing) {
            for (Duration after : scripts.apply(id).callbacks) {
                outgoing.computeIfAbsent(timer.executeAt.plus(after), at -> new ArrayList<>())
                        .add(timer);
            }
        }
    }

    private void update(String key, String id, String executeAt) {
        if (scripts.apply(id).heedsUpdates) {
            Outgoing timer = timers.get(key);
            put(key, id, Instant.parse(executeAt), timer.url, timer.payload);
        }
    }

    private void delete(String key, String id) {
        if (scripts.apply(id).heedsDeletes) {
            timers.remove(key);
        }
    }

    /** Sends the callbacks scripted up to this instant, and returns when all have been answered. */
    public void fire(Instant now) {
        List<Future<?>> answers = new ArrayList<>();
        for (Outgoing timer : due(now)) {
            if (timer.equals(timers.get(timer.key))) {
                answers.add(send(timer));
            }
        }
        if (!answers.isEmpty()) {
            await(Future.all(answers));
        }
    }

    private List<Outgoing> due(Instant now) {
        synchronized (outgoing) {
            NavigableMap<Instant, List<Outgoing>> due = outgoing.headMap(now, true);
            List<Outgoing> all = due.values().stream().flatMap(List::stream).toList();
            due.clear();
            return all;
        }
    }

    private Future<Buffer> send(Outgoing timer) {
        Buffer body = body(timer);
        return http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(timer.url))
                .compose(request -> request.send(body))
                .compose(response -> response.body());
    }

    private Buffer body(Outgoing timer) {
        String[] key = timer.key.split("/", -1);
        Lie lie = scripts.apply(key[1]).lie;
        JsonObject body = new JsonObject()
                .put("groupId", key[0])
                .put("timerId", key[1])
                .put("executeAt", told(timer.executeAt, lie).toString())
                .put("attempt", lie == Lie.ATTEMPT_7 ? 7 : 1);
        if (timer.payload != null && lie != Lie.NO_PAYLOAD) {
            JsonObject payload = timer.payload.copy();
            body.put("payload", lie == Lie.CHANGED_PAYLOAD ? payload.put("changed", true) : payload);
        }
        Buffer whole = body.toBuffer();
        return lie == Lie.CUT_BODY ? whole.slice(0, whole.length() - 1) : whole;
    }

    private static Instant told(Instant executeAt, Lie lie) {
        return switch (lie) {
            case WHOLE_SECONDS -> executeAt.truncatedTo(ChronoUnit.SECONDS);
            case INVENTED_INSTANT -> executeAt.plusSeconds(86_400);
            default -> executeAt;
        };
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
