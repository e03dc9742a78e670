package timerbench.harness.targets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Value;

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
        HttpResponse<String> response = send(request(url).build());
        return new TargetHttp.Answer(response.statusCode(), response.headers().firstValue("Date"), response.body());
    }

    /**
     * Returns the answer to a call, whatever its status.
     *
     * @param target the address of the service
     * @throws IOException if there is none
     */
    public CallAnswer ask(String target, Call call, Value.Source values) throws IOException {
        HttpResponse<String> response = send(request(target, call, values));
        return new CallAnswer(
                response.statusCode(),
                name -> response.headers().firstValue(name).orElse(null),
                response.body());
    }

    /**
     * Returns the request of a call.
     *
     * @param target the address of the service
     */
    public HttpRequest request(String target, Call call, Value.Source values) {
        HttpRequest.Builder request = request(target + call.path(values))
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body(values)));
        call.contentType().ifPresent(type -> request.header("Content-Type", type));
        call.headers(values).forEach(request::setHeader);
        return request.build();
    }

    /** Returns a GET of a URL, unless another method is set. */
    public HttpRequest.Builder request(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(patience);
        headers.forEach(request::header);
        return request;
    }

    /**
     * Returns the answer to a request, whatever its status.
     *
     * @throws IOException if there is none
     */
    public HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
