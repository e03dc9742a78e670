package timerbench.harness.targets.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import timerbench.address.HostPort;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;

/**
 * Toxiproxy, started for the run: its links, and its HTTP API (https://github.com/Shopify/toxiproxy#http-api). It is
 * gone however this process ends.
 */
public final class Toxiproxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final ToxiproxyServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    private Toxiproxy(ToxiproxyServer server) {
        this.server = server;
    }

    /**
     * Returns Toxiproxy when it answers.
     *
     * @param timeout for the image, if need be, and again for the start
     * @throws DatabaseException if it cannot be started
     */
    public static Toxiproxy start(Settings settings, Duration timeout) {
        return answering(ToxiproxyServer.start(ToxiproxySettings.of(settings), timeout), timeout);
    }

    static Toxiproxy answering(ToxiproxyServer server, Duration timeout) {
        Toxiproxy started = new Toxiproxy(server);
        try {
            started.awaitAnswer(System.nanoTime() + timeout.toNanos());
            return started;
        } catch (DatabaseException e) {
            started.close();
            throw e;
        }
    }

    /** What it prints at its start comes shortly before it listens. */
    private void awaitAnswer(long deadline) {
        while (true) {
            try {
                send("GET", "/proxies", Map.of());
                return;
            } catch (DatabaseException e) {
                if (System.nanoTime() > deadline || !server.process().isAlive()) {
                    throw new DatabaseException(e.getMessage() + "\n" + server.said(), e);
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }

    /**
     * Makes a link.
     *
     * @param name for people, unique in the run
     * @param listen the address that it listens on; port 0: any free port
     * @param upstream where it leads
     * @throws DatabaseException if it cannot listen there
     */
    public Link link(String name, HostPort listen, HostPort upstream) {
        JsonNode made = send(
                "POST",
                "/proxies",
                Map.of("name", name, "listen", listen.toString(), "upstream", upstream.toString(), "enabled", true));
        String address = made.path("listen").asText();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        return new Link(this, name, new HostPort(listen.host(), port));
    }

    /** Returns the answer; empty if it has no content. */
    JsonNode send(String method, String path, Map<String, Object> body) {
        String what = method + " " + server.address().http() + path;
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.address().http() + path))
                    .timeout(ANSWER)
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new DatabaseException(
                        "Toxiproxy refused " + what + ": " + answer.body().strip());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new DatabaseException("Toxiproxy gave no JSON for " + what + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DatabaseException("Toxiproxy does not answer " + what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted at " + what, e);
        }
    }

    ProcessHandle process() {
        return server.process();
    }

    /** Ends it with all its links. Closing twice is harmless. */
    @Override
    public void close() {
        server.close();
    }
}
