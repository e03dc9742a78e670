package timerbench.harness.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import timerbench.harness.targets.dialect.Operation;

/**
 * A timer service of the dialect groups that misbehaves by a script, and counts what it did. The results of a run
 * against it must agree. It calls timers back once, on time, if they are due within half a minute.
 */
public final class TruthServer implements AutoCloseable {
    /** The treatment of a request. */
    public enum Reply {
        /** Done, and answered as it should be. */
        GOOD,
        /** Answered 500; not done. */
        FAIL,
        /** Answered 503, as overloaded; not done. */
        SHED,
        /** Done, but the connection is closed without an answer. */
        CUT,
        /** Never answered while the server runs. */
        HANG,
        /** Answered 302 with the address of a page that answers a GET with 201; not done. */
        REDIRECT,
        /** Done, and the answer may be cached for an hour. */
        CACHEABLE,
        /** Done, and a cookie is set. */
        COOKIE,
        /** Answered with the right status, but another timer's id. */
        WRONG_ID
    }

    /**
     * Returns the treatment of a request, by its operation and its number among the requests of this operation, from
     * 1.
     */
    public interface Script {
        Reply reply(Operation operation, long number);

        /** Returns a script by which every n-th request of an operation gets this reply. */
        static Script every(long n, Operation of, Reply reply) {
            return (operation, number) -> operation == of && number % n == 0 ? reply : Reply.GOOD;
        }
    }

    /** Returns by how much the calls of a timer are put off that is due now; none if it is never called. */
    public interface Calls {
        List<Duration> putOffBy(Instant due);

        /** Every timer is called once, on time. */
        static Calls onTime() {
            return due -> List.of(Duration.ZERO);
        }
    }

    private record Timer(String executeAt, String url, JsonNode payload) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CALLED_WITHIN = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService engine = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Script script;
    private final Calls calls;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Operation, AtomicLong> received = new ConcurrentHashMap<>();
    private final Map<Reply, AtomicLong> replies = new ConcurrentHashMap<>();
    private final AtomicLong createdTwice = new AtomicLong();
    private final AtomicLong cookies = new AtomicLong();

    public TruthServer(Script script) {
        this(script, Calls.onTime());
    }

    public TruthServer(Script script, Calls calls) {
        this.script = script;
        this.calls = calls;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> send(exchange, 404, "{}"));
        server.createContext("/health/ready", exchange -> send(exchange, 200, "{}"));
        server.createContext("/elsewhere", exchange -> send(exchange, 201, "{}"));
        server.createContext("/groups/", this::timers);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the number of requests of an operation. */
    public long received(Operation operation) {
        return received.getOrDefault(operation, new AtomicLong()).get();
    }

    /** Returns the number of requests that got this reply. */
    public long replied(Reply reply) {
        return replies.getOrDefault(reply, new AtomicLong()).get();
    }

    /** Returns the number of creates of timers that existed already. */
    public long createdTwice() {
        return createdTwice.get();
    }

    /** Returns the number of requests with a cookie. */
    public long cookies() {
        return cookies.get();
    }

    private void timers(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Operation operation = operation(exchange.getRequestMethod(), path.length);
        if (exchange.getRequestHeaders().containsKey("Cookie")) {
            cookies.incrementAndGet();
        }
        if (path[2].equals(TimerProbe.GROUP)) {
            done(exchange, operation, path, body); // the harness's own, before the load
            return;
        }
        long number =
                received.computeIfAbsent(operation, known -> new AtomicLong()).incrementAndGet();
        Reply reply = script.reply(operation, number);
        replies.computeIfAbsent(reply, known -> new AtomicLong()).incrementAndGet();
        switch (reply) {
            case FAIL -> send(exchange, 500, "{\"code\":\"INTERNAL\"}");
            case SHED -> send(exchange, 503, "{\"code\":\"OVERLOADED\"}");
            case HANG -> {}
            case WRONG_ID -> send(exchange, 201, "{\"timerId\":\"another\"}");
            case CUT -> {
                perform(operation, path, body);
                exchange.close();
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
                send(exchange, 302, "{}");
            }
            case CACHEABLE -> {
                exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
                done(exchange, operation, path, body);
            }
            case COOKIE -> {
                exchange.getResponseHeaders().set("Set-Cookie", "instance=1; Path=/");
                done(exchange, operation, path, body);
            }
            case GOOD -> done(exchange, operation, path, body);
        }
    }

    private static Operation operation(String method, int parts) {
        return switch (method) {
            case "POST" -> Operation.CREATE;
            case "PUT" -> Operation.UPDATE;
            case "DELETE" -> Operation.DELETE;
            default -> parts > 4 ? Operation.READ : Operation.LIST;
        };
    }

    private void done(HttpExchange exchange, Operation operation, String[] path, byte[] body) throws IOException {
        boolean missing = operation == Operation.READ && !timers.containsKey(path[4]);
        String id = perform(operation, path, body);
        switch (operation) {
            case CREATE -> send(exchange, 201, "{\"timerId\":\"" + id + "\"}");
            case READ -> send(exchange, missing ? 404 : 200, "{\"timerId\":\"" + id + "\"}");
            case UPDATE -> send(exchange, 200, "{\"timerId\":\"" + id + "\"}");
            case DELETE -> send(exchange, 204, "");
            case LIST -> send(exchange, 200, "{\"timers\":[]}");
        }
    }

    /** Does the operation, and returns the timer's id. */
    private String perform(Operation operation, String[] path, byte[] body) throws IOException {
        JsonNode json = JSON.readTree(body);
        String id = path.length > 4 ? path[4] : json.path("timerId").asText();
        if (operation == Operation.CREATE) {
            Timer timer = new Timer(
                    json.path("executeAt").asText(), json.path("callbackUrl").asText(), json.path("payload"));
            if (timers.put(id, timer) != null) {
                createdTwice.incrementAndGet();
            }
            callAt(path[2], id, timer);
        } else if (operation == Operation.UPDATE) {
            Timer old = timers.get(id);
            Timer timer = new Timer(json.path("executeAt").asText(), old.url(), old.payload());
            timers.put(id, timer);
            callAt(path[2], id, timer);
        } else if (operation == Operation.DELETE) {
            timers.remove(id);
        }
        return id;
    }

    private void callAt(String group, String id, Timer timer) {
        Duration wait = Duration.between(Instant.now(), Instant.parse(timer.executeAt()));
        if (wait.compareTo(CALLED_WITHIN) < 0) {
            // One more millisecond: a callback must not be early.
            Runnable due = () -> callAgainAndAgain(group, id, timer);
            var unused = engine.schedule(due, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void callAgainAndAgain(String group, String id, Timer timer) {
        if (group.equals(TimerProbe.GROUP)) {
            call(group, id, timer); // the harness's own, before the load
            return;
        }
        for (Duration wait : calls.putOffBy(Instant.parse(timer.executeAt()))) {
            var unused = engine.schedule(() -> call(group, id, timer), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void call(String group, String id, Timer timer) {
        if (timer.equals(timers.get(id))) {
            String body = String.format(
                    "{\"groupId\":\"%s\",\"timerId\":\"%s\",\"executeAt\":\"%s\",\"attempt\":1,\"payload\":%s}",
                    group, id, timer.executeAt(), timer.payload().isMissingNode() ? "null" : timer.payload());
            var unused = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(timer.url()))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        engine.shutdownNow();
    }
}
