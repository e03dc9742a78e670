package timerbench.harness.targets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends requests to a service, one at a time, over persistent connections and with the same headers. */
public final class TargetClient implements TargetHttp {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Map<String, String> headers;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            // By default the client first asks for HTTP/2 over plain HTTP, which only makes round trips longer.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /** Creates a client that waits five seconds for an answer. */
    public TargetClient(Map<String, String> headers) {
        this(headers, ANSWER);
    }

    /** @param patience the longest wait for an answer */
    public TargetClient(Map<String, String> headers, Duration patience) {
        this.headers = Map.copyOf(headers);
        this.patience = patience;
    }

    @Override
    public TargetHttp.Answer get(String url) throws IOException {
        return send("GET", url, "");
    }

    /**
     * Returns the answer to a request, whatever its status.
     *
     * @param body JSON; empty for none
     * @throws IOException if there is none
     */
    public TargetHttp.Answer send(String method, String url, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(patience)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new TargetHttp.Answer(
                    response.statusCode(), response.headers().firstValue("Date"), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
