package timerbench.harness.target;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a service over connections that are kept, one request at a time, with the token if there is one. */
public final class TargetClient implements TargetHttp {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            // Over plain HTTP the default asks for HTTP/2 first; that only makes round trips longer.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    public TargetClient(Optional<String> token) {
        this.token = token;
    }

    @Override
    public TargetAnswer get(String url) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new TargetAnswer(response.statusCode(), response.headers().firstValue("Date"), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
