package timerbench.harness.experiment.paired;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.dialect.Call;
import timerbench.harness.targets.dialect.CallAnswer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** Sends the operations of a dialect to a target, on an event loop. */
final class TargetCaller {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final HttpClientAgent http;
    private final RequestOptions address;
    private final String basePath;
    private final Dialect dialect;

    /** An answer, and whether the operation succeeded. */
    record Reply(boolean done, CallAnswer answer) {}

    TargetCaller(HttpClientAgent http, String url, Map<String, String> headers, Dialect dialect) {
        this.http = http;
        this.dialect = dialect;
        URI uri = URI.create(url);
        boolean tls = uri.getScheme().equals("https");
        this.basePath = uri.getPath();
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        this.address = new RequestOptions().setHost(uri.getHost()).setPort(port).setSsl(tls);
        headers.forEach(address::putHeader);
    }

    /** Sends an operation. The future fails if no answer comes in time. */
    Future<Reply> ask(Operation operation, Value.Source values) {
        Call call = dialect.call(operation);
        RequestOptions options = new RequestOptions(address)
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(basePath + call.path(values))
                .setTimeout(TIMEOUT_MILLIS);
        call.headers(values).forEach(options::putHeader);
        if (!call.hasBody()) {
            return http.request(options).compose(HttpClientRequest::send).compose(response -> read(call, response));
        }
        options.putHeader(HttpHeaders.CONTENT_TYPE, call.contentType().orElseThrow());
        return http.request(options)
                .compose(request -> request.send(call.body(values)))
                .compose(response -> read(call, response));
    }

    private static Future<Reply> read(Call call, HttpClientResponse response) {
        return response.body().map(body -> {
            CallAnswer answer = new CallAnswer(response.statusCode(), response::getHeader, body.toString());
            return new Reply(answer.is(call.answers().done()), answer);
        });
    }

    /**
     * Returns the id of the created timer: the given one, or the one in the answer if the target chooses ids; empty if
     * the answer has none.
     */
    Optional<String> timerId(String given, Reply reply) {
        return dialect.idsAreOurs()
                ? Optional.of(given)
                : dialect.call(Operation.CREATE).answers().timerId().flatMap(reply.answer()::text);
    }
}
