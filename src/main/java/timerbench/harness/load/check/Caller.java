package timerbench.harness.load.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Place;
import timerbench.harness.targets.dialect.Value;

/** Sends requests of a dialect to a service, and records them and their answers in steps. */
final class Caller {
    /** Headers of answers that explain what became of a request. */
    private static final Set<String> TELLING =
            Set.of("content-type", "location", "www-authenticate", "retry-after", "allow");

    private final Dialect dialect;
    private final String url;
    private final Optional<String> token;
    private final Secrets secrets;
    private final TargetClient client;

    Caller(Dialect dialect, String url, Optional<String> token, Secrets secrets) {
        this.dialect = dialect;
        this.url = url;
        this.token = token;
        this.secrets = secrets;
        this.client = new TargetClient(dialect.headers(token));
    }

    /** Returns a caller that sends another token. */
    Caller with(String otherToken) {
        return new Caller(dialect, url, Optional.of(otherToken), secrets);
    }

    /**
     * Gets a path.
     *
     * @return the status; empty if there was no answer, which the step then says
     */
    Optional<Integer> get(StepRecord step, String path) {
        return send(step, () -> client.request(url + path).build(), "").map(HttpResponse::statusCode);
    }

    /**
     * Sends the request of an operation.
     *
     * @param now the instant from which delays count
     * @return empty if there was no answer, which the step then says
     */
    Optional<CallAnswer> call(StepRecord step, Operation operation, Map<Value, Object> values, Instant now) {
        Call call = dialect.call(operation);
        Value.Source source = new Value.Source() {
            @Override
            public @Nullable Object get(Value value) {
                return value == Value.TOKEN ? token.orElse(null) : values.get(value);
            }

            @Override
            public Instant now() {
                return now;
            }
        };
        return send(step, () -> client.request(url, call, source), call.body(source))
                .map(response -> new CallAnswer(
                        response.statusCode(),
                        name -> response.headers().firstValue(name).orElse(null),
                        response.body()));
    }

    private interface Request {
        HttpRequest get();
    }

    private Optional<HttpResponse<String>> send(StepRecord step, Request made, String body) {
        try {
            HttpRequest request = made.get();
            step.add(sent(request, body));
            HttpResponse<String> response = client.send(request);
            step.add(answer(response));
            return Optional.of(response);
        } catch (IllegalArgumentException e) {
            step.wrong("the request cannot be sent: " + e.getMessage());
        } catch (IOException e) {
            step.wrong(TargetException.stoppedAnswering(url, e).getMessage());
        }
        return Optional.empty();
    }

    private Message sent(HttpRequest request, String body) {
        List<String> headers = new ArrayList<>();
        request.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> headers.add(secrets.own(name, value))));
        return new Message(
                Message.Kind.SENT,
                request.method() + " " + secrets.struckOut(pathAndQuery(request.uri())),
                headers,
                secrets.struckOut(body));
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private Message answer(HttpResponse<String> response) {
        List<String> headers = new ArrayList<>();
        response.headers().map().forEach((name, values) -> {
            if (matters(name)) {
                values.forEach(value -> headers.add(secrets.foreign(name, value)));
            }
        });
        return new Message(
                Message.Kind.ANSWER,
                Integer.toString(response.statusCode()),
                headers,
                secrets.struckOut(response.body()));
    }

    private boolean matters(String name) {
        Optional<Place> id = dialect.call(Operation.CREATE).answers().timerId();
        return TELLING.contains(name.toLowerCase(Locale.ROOT))
                || (id.isPresent()
                        && id.get() instanceof Place.Header header
                        && header.name().equalsIgnoreCase(name));
    }
}
