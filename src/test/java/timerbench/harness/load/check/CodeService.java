package timerbench.harness.load.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A timer service of the dialect chooses-ids, with faults of its own. */
final class CodeService implements AutoCloseable {
    static final String TOKEN = "s3cr/t+\"x";

    /** What the service does wrong. */
    enum Fault {
        REFUSES_CREATES,
        ANSWERS_NO_ID,
        FINDS_NOTHING,
        KEEPS_THE_DELETED,
        TAKES_ANY_TOKEN,
        TELLS_THE_TOKEN,
        LISTS_NOTHING,
        DROPS_THE_QUERY,
        CHANGES_PAYLOADS,
        COUNTS_FROM_TWO,
        CALLS_FOR_ANOTHER,
        CALLS_NOBODY,
        CALLS_EARLY,
        CALLS_LATE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<Fault> faults;
    private final HttpServer server;
    private final ScheduledExecutorService engine = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, JsonNode> timers = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    CodeService(Fault... faults) {
        this.faults = Set.of(faults);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/healthz", exchange -> send(exchange, 200, "{\"status\":\"ok\"}"));
        server.createContext("/v1/timers", this::timers);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }

    private void timers(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = exchange.getRequestHeaders().getFirst("X-API-Key");
        if (!TOKEN.equals(token) && !has(Fault.TAKES_ANY_TOKEN)) {
            send(exchange, 401, "{\"code\":7,\"message\":\"who are you?\"}");
            return;
        }
        if (has(Fault.TELLS_THE_TOKEN)) {
            exchange.getResponseHeaders().set("Location", "/v1?key=" + "s3cr%2ft%2B%22x");
            exchange.getResponseHeaders().set("WWW-Authenticate", "Key " + token);
        }
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        switch (exchange.getRequestMethod()) {
            case "POST" -> create(exchange, JSON.readTree(body));
            case "DELETE" -> delete(exchange, id);
            case "PATCH" -> done(exchange, id);
            default -> {
                if (id.equals("timers")) {
                    list(exchange);
                } else {
                    done(exchange, id);
                }
            }
        }
    }

    private void create(HttpExchange exchange, JsonNode timer) throws IOException {
        if (has(Fault.REFUSES_CREATES)) {
            send(exchange, 400, "{\"code\":1,\"message\":\"retry.max_retries: too many\"}");
            return;
        }
        String id = String.format("job_%08d", next.getAndIncrement());
        timers.put(id, timer);
        if (timer.path("retry").has("max_retries") && !has(Fault.CALLS_NOBODY)) {
            long early = has(Fault.CALLS_EARLY) ? 2_000 : has(Fault.CALLS_LATE) ? -1_100 : -1;
            long wait = timer.path("execute_at").asLong() - System.currentTimeMillis() - early;
            var unused = engine.schedule(() -> call(id, timer), wait, TimeUnit.MILLISECONDS);
        }
        String token = has(Fault.TELLS_THE_TOKEN) ? ",\"token\":" + JSON.writeValueAsString(TOKEN) : "";
        send(
                exchange,
                200,
                has(Fault.ANSWERS_NO_ID)
                        ? "{\"code\":0}"
                        : "{\"code\":0,\"data\":{\"id\":\"" + id + "\"}" + token + "}");
    }

    private void done(HttpExchange exchange, String id) throws IOException {
        boolean isThere = timers.containsKey(id) && !has(Fault.FINDS_NOTHING);
        send(exchange, 200, isThere ? "{\"code\":0,\"data\":{\"id\":\"" + id + "\"}}" : "{\"code\":404}");
    }

    private void delete(HttpExchange exchange, String id) throws IOException {
        done(exchange, id);
        if (!has(Fault.KEEPS_THE_DELETED)) {
            timers.remove(id);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        send(
                exchange,
                200,
                has(Fault.LISTS_NOTHING)
                        ? "{\"code\":0}"
                        : "{\"code\":0,\"data\":{\"items\":[{\"id\":\"job_00000001\"}],\"next_page_token\":\"p2\"}}");
    }

    private void call(String id, JsonNode timer) {
        String url = timer.path("callback_url").asText();
        ObjectNode body = JSON.createObjectNode()
                .put("group_id", timer.path("group_id").asText())
                .put("timer_id", has(Fault.CALLS_FOR_ANOTHER) ? "job_99999999" : id)
                .put("execute_at", timer.path("execute_at").asLong())
                .put("attempt_no", has(Fault.COUNTS_FROM_TWO) ? 2 : 1);
        body.set("payload", has(Fault.CHANGES_PAYLOADS) ? JSON.createObjectNode() : timer.path("payload"));
        var unused = client.sendAsync(
                HttpRequest.newBuilder(URI.create(has(Fault.DROPS_THE_QUERY) ? url.replaceFirst("\\?.*", "") : url))
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "code-service")
                        .header("X-API-Key", TOKEN)
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.discarding());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        engine.shutdownNow();
    }
}
