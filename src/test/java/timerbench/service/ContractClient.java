package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Sends requests to the service, and has the contract judge every answer. */
final class ContractClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OpenApiInteractionValidator judge;
    private final HttpClient http;
    private final String url;
    private final Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));

    /** @param contract the file under {@code api} that says how the service is to answer */
    ContractClient(String contract, String url, String token) {
        this(OpenApiInteractionValidator.createFor("api/" + contract).build(), HttpClient.newHttpClient(), url);
        headers.put("Authorization", "Bearer " + token);
    }

    private ContractClient(OpenApiInteractionValidator judge, HttpClient http, String url) {
        this.judge = judge;
        this.http = http;
        this.url = url;
    }

    ContractClient with(String header, String value) {
        ContractClient other = new ContractClient(judge, http, url);
        other.headers.putAll(headers);
        other.headers.put(header, value);
        return other;
    }

    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String error() {
            return json().path("error").asText();
        }

        String message() {
            return json().path("message").asText();
        }
    }

    Answer send(String method, String path, String body) {
        HttpResponse<String> response = exchange(method, path, body);
        SimpleResponse.Builder judged = SimpleResponse.Builder.status(response.statusCode());
        response.headers().firstValue("Content-Type").ifPresent(judged::withContentType);
        if (!response.body().isEmpty()) {
            judged.withBody(response.body());
        }
        var report = judge.validateResponse(path.split("\\?", 2)[0], Method.valueOf(method), judged.build());
        assertThat(report.getMessages())
                .as("%s %s answered %s %s", method, path, response.statusCode(), response.body())
                .isEmpty();
        return new Answer(response.statusCode(), response.body());
    }

    /** Returns an answer that the contract has no operation for, so that it cannot be judged. */
    Answer sendUnjudged(String method, String path, String body) {
        HttpResponse<String> response = exchange(method, path, body);
        return new Answer(response.statusCode(), response.body());
    }

    private HttpResponse<String> exchange(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }
}
