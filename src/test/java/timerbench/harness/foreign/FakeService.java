package timerbench.harness.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import timerbench.harness.foreign.FakeTimers.Timer;
import timerbench.harness.foreign.Traits.Listed;

/** A timer service with given traits, in this process. It is strict, does wrong what it is told to, and counts both. */
final class FakeService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Why a request is refused that names an id which no timer of this service could have. */
    static final String OTHER_FORM = "an id of another form";

    private static final JsonNode NOTHING = JSON.missingNode();

    /** A request that is not done. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String why) {
            super(why);
            this.status = status;
        }
    }

    /** @param location a header; empty for none */
    private record Answer(int status, String location, JsonNode body) {
        static Answer of(int status, JsonNode body) {
            return new Answer(status, "", body);
        }
    }

    private final Traits traits;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Long, Timer> inOrder = new ConcurrentSkipListMap<>();
    private final AtomicLong created = new AtomicLong();

    /** Requests by the reason why they were refused. */
    final Map<String, Long> refused = new ConcurrentHashMap<>();

    final FakeTimers calls;

    FakeService(Traits traits, Faults faults) {
        this.traits = traits;
        this.calls = new FakeTimers(traits, faults);
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void receive(HttpServerRequest request, Buffer body) {
        Answer answer;
        try {
            answer = answer(request, body.toString());
        } catch (Refused e) {
            if (created.get() > 0) { // Before, a read of any id tries the token.
                refused.merge(e.getMessage(), 1L, Long::sum);
            }
            answer = Answer.of(e.status, JSON.createObjectNode().put("error", e.getMessage()));
        }
        request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
        if (!answer.location().isEmpty()) {
            request.response().putHeader("Location", answer.location());
        }
        request.response().end(answer.body().toString()); // that of nothing is empty
    }

    private Answer answer(HttpServerRequest request, String body) {
        List<String> path = segments(request.path());
        if (path.get(0).equals("health")) {
            return Answer.of(path.size() == 1 ? 200 : 404, JSON.createObjectNode());
        }
        require(path.get(0).equals("tasks"), 404, "no such path");
        String method = request.method().name();
        traits.token().ifPresent(token -> require(token.equals(request.getHeader("X-API-Key")), 401, "not the token"));
        int own = traits.isUrlInPath() ? 2 : 1;
        String url = traits.isUrlInPath() && path.size() > 1 ? path.get(1) : "";
        if (path.size() == own) {
            require(method.equals("POST") || (method.equals("GET") && traits.listed() != Listed.NOT), 405, method);
            return method.equals("POST") ? create(url, body) : list(request.params(), url);
        }
        require(path.size() == own + 1, 404, "no such path");
        require(traits.methods().contains(method), 405, method);
        Timer timer = timer(path.get(own));
        require(url.isEmpty() || url.equals(timer.url), 404, "not a job of this URL");
        return switch (method) {
            case "GET" -> Answer.of(200, shown(timer));
            case "DELETE" -> delete(timer);
            default -> {
                calls.updated(timer, due(parsed(body)));
                yield Answer.of(200, shown(timer));
            }
        };
    }

    private static List<String> segments(String path) {
        return Stream.of(path.substring(1).split("/", -1))
                .map(segment -> QueryStringDecoder.decodeComponent(segment.replace("+", "%2B")))
                .toList();
    }

    private static void require(boolean holds, int status, String why) {
        if (!holds) {
            throw new Refused(status, why);
        }
    }

    private Timer timer(String id) {
        require(traits.ids().isOne(id), 400, OTHER_FORM);
        return Optional.ofNullable(timers.get(id)).orElseThrow(() -> new Refused(404, "no such task"));
    }

    private JsonNode parsed(String text) {
        if (traits.isForm()) {
            ObjectNode fields = JSON.createObjectNode();
            new QueryStringDecoder(text, false).parameters().forEach((name, values) -> fields.put(name, values.get(0)));
            return fields;
        }
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new Refused(400, "malformed");
        }
    }

    private Instant due(JsonNode request) {
        Instant due;
        try {
            due = traits.due().of(request);
        } catch (RuntimeException e) {
            throw new Refused(400, "not when it is due");
        }
        require(
                !due.isBefore(Instant.now().plus(traits.leastLead()))
                        || traits.leastLead().isZero(),
                400,
                "too soon");
        return due;
    }

    private Answer create(String urlOfPath, String body) {
        JsonNode request = parsed(body);
        Instant due = due(request);
        long number = created.incrementAndGet();
        String id = traits.ids().id(number, request);
        String url = traits.isUrlInPath() ? urlOfPath : request.path("url").asText();
        Timer timer = new Timer(id, number, url, request, due);
        require(timers.putIfAbsent(id, timer) == null, 409, "there is such a task");
        inOrder.put(number, timer);
        calls.created(timer);
        return traits.isForm() ? new Answer(201, "/tasks/" + id, NOTHING) : Answer.of(201, shown(timer));
    }

    private JsonNode shown(Timer timer) {
        ObjectNode shown = JSON.createObjectNode().put("due", timer.due().toString());
        return traits.ids() == Traits.Ids.NUMBER ? shown.put("id", timer.number) : shown.put("id", timer.id);
    }

    private Answer delete(Timer timer) {
        require(timers.remove(timer.id) != null, 404, "no such task");
        inOrder.remove(timer.number);
        calls.deleted(timer);
        return Answer.of(204, NOTHING);
    }

    private Answer list(MultiMap query, String url) {
        int limit = number(query, "limit", 50);
        int from = switch (traits.listed()) {
            case CURSOR -> number(query, "cursor", 0);
            case MAP -> number(query, "offset", 0);
            default -> (number(query, "page", 1) - 1) * limit;
        };
        Instant before = query.contains("before")
                ? OffsetDateTime.parse(query.get("before")).toInstant()
                : Instant.MAX;
        List<Timer> page = inOrder.values().stream()
                .filter(timer ->
                        (url.isEmpty() || timer.url.equals(url)) && timer.due().isBefore(before))
                .skip(from)
                .limit(limit)
                .toList();
        return Answer.of(200, page(page, from, limit));
    }

    private static int number(MultiMap query, String name, int otherwise) {
        return query.contains(name) ? Integer.parseInt(query.get(name)) : otherwise;
    }

    private JsonNode page(List<Timer> page, int from, int limit) {
        ArrayNode array = JSON.createArrayNode();
        page.forEach(timer -> array.add(shown(timer)));
        ObjectNode map = JSON.createObjectNode();
        page.forEach(timer -> map.set(timer.id, shown(timer)));
        return switch (traits.listed()) {
            case CURSOR -> {
                ObjectNode answer = JSON.createObjectNode();
                answer.set("items", array);
                yield page.size() < limit ? answer : answer.put("nextCursor", Integer.toString(from + limit));
            }
            case MAP -> JSON.createObjectNode().set("tasks", map);
            default -> array;
        };
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        calls.close();
    }
}
