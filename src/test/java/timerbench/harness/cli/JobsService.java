package timerbench.harness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The service that {@code docs/your-service.md} describes first: it chooses ids, and POSTs a job's data to its URL. For
 * {@code .ci/first-hour}.
 */
public final class JobsService {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ScheduledExecutorService engine = Executors.newScheduledThreadPool(2);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, ObjectNode> jobs = new ConcurrentHashMap<>();

    private JobsService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(engine);
        server.createContext("/health", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/jobs", this::jobs);
        server.start();
    }

    /** Prints the service's URL, and serves until its input ends. */
    public static void main(String[] args) throws IOException {
        System.out.println(
                "http://127.0.0.1:" + new JobsService().server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private void jobs(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().replaceFirst("^/jobs/?", "");
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        if (exchange.getRequestMethod().equals("POST")) {
            String chosen = UUID.randomUUID().toString();
            jobs.put(chosen, (ObjectNode) body);
            schedule(chosen, (ObjectNode) body);
            answer(exchange, 201, "{\"id\":\"" + chosen + "\"}");
            return;
        }
        ObjectNode job = jobs.get(id);
        if (job == null) {
            answer(exchange, 404, "{}");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PATCH" -> {
                ObjectNode moved = job.deepCopy().set("run_at", body.path("run_at"));
                jobs.put(id, moved);
                schedule(id, moved);
                answer(exchange, 200, "{}");
            }
            case "DELETE" -> {
                jobs.remove(id);
                answer(exchange, 204, "");
            }
            default -> answer(exchange, 200, "{\"id\":\"" + id + "\"}");
        }
    }

    private void schedule(String id, ObjectNode job) {
        Duration wait =
                Duration.between(Instant.now(), Instant.parse(job.path("run_at").asText()));
        var unused = engine.schedule(() -> call(id, job), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private void call(String id, ObjectNode job) {
        if (jobs.remove(id, job)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(job.path("url").asText()))
                    .POST(HttpRequest.BodyPublishers.ofString(job.path("data").toString()))
                    .build();
            var unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
