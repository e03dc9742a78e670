package timerbench.service.engine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import timerbench.service.store.Attempt;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Timer;

/** Sends callbacks over HTTP/1.1, on connections that are kept. Redirects are not followed. */
final class HttpCallbackClient implements CallbackClient {
    private static final int LONGEST_ANSWER = 64 * 1_024;

    /** Shorter than what servers commonly wait for, so that they do not close a connection just as it is used again. */
    private static final int KEPT_IDLE_SECONDS = 30;

    private final CallbackHosts hosts;
    private final Dialect dialect;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClientAgent http;

    /** @param connections the most to one address */
    HttpCallbackClient(CallbackHosts hosts, int connections, Dialect dialect) {
        this.hosts = hosts;
        this.dialect = dialect;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEPT_IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    @Override
    public Future<Answer> send(Attempt attempt) {
        Timer timer = attempt.timer();
        if (!hosts.allow(timer.callbackUrl())) {
            return Future.succeededFuture(new Answer.Refused());
        }
        long timeout = timer.callbackTimeout().toMillis();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(timer.callbackUrl())
                .setConnectTimeout(timeout)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return http.request(options)
                .compose(request -> exchange(request, CallbackMessage.body(attempt, dialect), timeout))
                .otherwise(failure -> new Answer.Failed(String.valueOf(failure.getMessage())));
    }

    private Future<Answer> exchange(HttpClientRequest request, Buffer body, long timeout) {
        long timer = vertx.setTimer(timeout, expired -> request.reset());
        return request.send(body)
                .compose(response -> answer(request, response))
                .onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<Answer> answer(HttpClientRequest request, HttpClientResponse response) {
        Promise<Answer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LONGEST_ANSWER) {
                answer.tryComplete(new Answer.Failed("an answer of more than " + LONGEST_ANSWER + " bytes"));
                request.reset();
            }
        });
        response.endHandler(end -> answer.tryComplete(CallbackMessage.answer(response.statusCode(), body)));
        return answer.future();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
