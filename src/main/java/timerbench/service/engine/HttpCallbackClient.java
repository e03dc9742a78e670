package timerbench.service.engine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.function.BooleanSupplier;
import timerbench.service.store.Attempt;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Timer;

/** Sends callbacks over HTTP/1.1, on persistent connections. Redirects are not followed. */
final class HttpCallbackClient implements CallbackClient {
    private static final int LONGEST_ANSWER = 64 * 1_024;

    /**
     * Shorter than the idle timeouts of common servers, so that a server does not close a connection just as it is
     * used.
     */
    private static final int KEPT_IDLE_SECONDS = 30;

    private final CallbackHosts hosts;
    private final Dialect dialect;
    private final Vertx vertx = EventLoops.of(1);
    private final AnyAddress anyAddress;
    private final Thread thread;

    /** @param connections the most connections to one address */
    HttpCallbackClient(CallbackHosts hosts, int connections, Dialect dialect) {
        this.hosts = hosts;
        this.dialect = dialect;
        HttpClientAgent http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEPT_IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(connections));
        this.anyAddress = new AnyAddress(vertx, http);
        this.thread = eventLoop();
    }

    private Thread eventLoop() {
        Promise<Thread> loop = Promise.promise();
        vertx.runOnContext(on -> loop.complete(Thread.currentThread()));
        return loop.future().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public Future<Answer> send(Attempt attempt, BooleanSupplier maySend) {
        return Future.succeededFuture(attempt)
                .compose(each -> request(each, maySend))
                .recover(failure -> failure instanceof Error
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(new Answer.Failed(String.valueOf(failure.getMessage()))));
    }

    private Future<Answer> request(Attempt attempt, BooleanSupplier maySend) {
        CallbackUrl url = CallbackUrl.of(attempt.timer().callbackUrl());
        if (!hosts.allow(url)) {
            return Future.succeededFuture(new Answer.Refused());
        }
        long timeout = timeoutMillis(attempt.timer());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(url.address().isSecure())
                .setHost(url.address().host())
                .setPort(url.address().port())
                .setURI(url.target())
                .setConnectTimeout(timeout)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return anyAddress
                .request(options)
                .compose(request -> maySend.getAsBoolean()
                        ? exchange(request, CallbackMessage.body(attempt, dialect), timeout)
                        : withdrawn(request));
    }

    /** Gives the connection back unused. */
    private static Future<Answer> withdrawn(HttpClientRequest request) {
        return request.exceptionHandler(reset -> {}) // It would be logged.
                .reset()
                .map(reset -> (Answer) new Answer.Withdrawn())
                .otherwise(new Answer.Withdrawn());
    }

    /** Returns the timeout. Timers stored by an older version may exceed what the contract allows now. */
    private static long timeoutMillis(Timer timer) {
        long asked = timer.callbackTimeout().toMillis();
        return Math.min(asked, Timer.LONGEST_CALLBACK_TIMEOUT.toMillis());
    }

    private Future<Answer> exchange(HttpClientRequest request, Buffer body, long timeout) {
        Promise<Answer> first = Promise.promise();
        long timer = vertx.setTimer(timeout, expired -> {
            first.tryFail("no answer within " + timeout + " ms");
            request.reset();
        });
        request.send(body)
                .compose(response -> answer(request, response))
                .onComplete(first::tryComplete, first::tryFail);
        return first.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<Answer> answer(HttpClientRequest request, HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LONGEST_ANSWER) {
                whole.tryFail("an answer of more than " + LONGEST_ANSWER + " bytes");
                request.reset();
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future().map(read -> CallbackMessage.answer(response.statusCode(), read));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
