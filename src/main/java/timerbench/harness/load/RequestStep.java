package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.action.HttpRequestAction;
import io.gatling.http.client.HttpClient;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.client.SslContextsHolder;
import io.gatling.http.client.impl.PrematureCloseException;
import io.gatling.http.client.util.Pair;
import io.gatling.http.engine.HttpEngine;
import io.gatling.http.engine.response.DefaultStatsProcessor;
import io.gatling.http.engine.tx.HttpTxExecutor;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.request.builder.HttpRequestBuilder;
import io.gatling.http.util.SslContextsFactory;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;
import timerbench.harness.measure.live.OperationMetrics;

/**
 * Step that sends one request through Gatling's own engine and connections, but never twice. A request that fails
 * leaves its virtual user failed, whether it is logged or not; Gatling's {@code silent()} would leave the user as
 * it was.
 */
final class RequestStep implements ActionBuilder {
    private final HttpRequestActionBuilder request;
    private final UnaryOperator<StatsEngine> stats;

    private RequestStep(HttpRequestActionBuilder request, UnaryOperator<StatsEngine> stats) {
        this.request = request;
        this.stats = stats;
    }

    /** Returns the step of a request that Gatling logs. */
    static RequestStep logged(HttpRequestActionBuilder request) {
        return new RequestStep(request, engine -> engine);
    }

    /**
     * Returns the step of a request that Gatling does not log.
     *
     * @param failures receives the message of each request that fails, before its virtual user goes on
     */
    static RequestStep unlogged(HttpRequestActionBuilder request, Consumer<String> failures) {
        return new RequestStep(request, engine -> new Unlogged(engine, failures));
    }

    /**
     * Returns the step of the same request, which is shown while the load is on.
     *
     * @param counted whether its response time counts
     */
    RequestStep shownBy(OperationMetrics metrics, boolean counted) {
        return new RequestStep(request, engine -> new Shown(stats.apply(engine), metrics, counted));
    }

    /** Returns the protocol of all requests: no redirect and no cache hides what the target answered. */
    static HttpProtocolBuilder protocol(List<String> urls) {
        return http.baseUrls(urls)
                .acceptHeader("application/json")
                .disableFollowRedirect()
                .disableCaching();
    }

    /** Returns the step, cleared of what earlier requests left behind: a failure, or cookies. */
    ChainBuilder alone() {
        return exec(Session::markAsSucceeded).exec(this).exec(flushCookieJar());
    }

    @Override
    public io.gatling.core.action.builder.ActionBuilder asScala() {
        HttpRequestBuilder builder = (HttpRequestBuilder) request.asScala();
        return (context, next) -> action(builder, context, next);
    }

    private Action action(HttpRequestBuilder builder, ScenarioContext context, Action next) {
        CoreComponents core = context.coreComponents();
        HttpComponents http = builder.lookUpHttpComponents(context.protocolComponentsRegistry());
        HttpTxExecutor executor = new HttpTxExecutor(
                core,
                singleTry(http.httpEngine(), core),
                http.httpCaches(),
                new DefaultStatsProcessor(stats.apply(core.statsEngine())),
                http.httpProtocol());
        return new HttpRequestAction(
                builder.build(http.httpCaches(), http.httpProtocol(), context.throttled(), core.configuration()),
                executor,
                core,
                next);
    }

    /**
     * Returns an engine that shares the connections of Gatling's own, which closes them when a virtual user leaves.
     */
    private static HttpEngine singleTry(HttpEngine engine, CoreComponents core) {
        HttpClient client = read(engine, "httpClient", HttpClient.class);
        return new HttpEngine(
                read(engine, "sslContextsFactory", SslContextsFactory.class),
                new SingleTry(client),
                core.eventLoopGroup(),
                core.clock(),
                core.configuration());
    }

    /** Reads a private field of Gatling. A version without that field fails here, before the load. */
    private static <T> T read(HttpEngine engine, String name, Class<T> type) {
        try {
            Field field = HttpEngine.class.getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(engine));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Gatling has no HttpEngine." + name, e);
        }
    }

    /**
     * Gatling's HTTP client, except that it sends each request once. Gatling sends a request again when a pooled
     * connection is cut before the answer. Neither log nor report shows that, and no setting turns it off. Here the
     * second write fails, so that the request ends with the error that cut the connection.
     */
    private static final class SingleTry implements HttpClient {
        private final HttpClient client;

        SingleTry(HttpClient client) {
            this.client = client;
        }

        @Override
        public void sendRequest(
                Request request, long clientId, EventLoop eventLoop, HttpListener listener, SslContextsHolder ssl) {
            client.sendRequest(request, clientId, eventLoop, new Once(listener), ssl);
        }

        @Override
        public void sendHttp2Requests(
                Pair<Request, HttpListener>[] requests, long clientId, EventLoop eventLoop, SslContextsHolder ssl) {
            Pair<Request, HttpListener>[] once = requests.clone();
            for (int i = 0; i < once.length; i++) {
                once[i] = new Pair<>(once[i].getLeft(), new Once(once[i].getRight()));
            }
            client.sendHttp2Requests(once, clientId, eventLoop, ssl);
        }

        @Override
        public boolean isClosed() {
            return client.isClosed();
        }

        @Override
        public void flushClientIdChannels(long clientId, EventLoop eventLoop) {
            client.flushClientIdChannels(clientId, eventLoop);
        }

        /** Does nothing: Gatling closes its client itself. */
        @Override
        public void close() {}

        /** Listener of one request; used by one event loop at a time. */
        private static final class Once implements HttpListener {
            private final HttpListener listener;
            private boolean written;

            Once(HttpListener listener) {
                this.listener = listener;
            }

            /** Gatling calls this right before it writes, and ends the request with what is thrown here. */
            @Override
            public void onWrite(Channel channel) {
                if (written) {
                    throw new RepeatedException();
                }
                written = true;
                listener.onWrite(channel);
            }

            @Override
            public void onThrowable(Throwable cause) {
                listener.onThrowable(cause instanceof RepeatedException ? PrematureCloseException.INSTANCE : cause);
            }

            @Override
            public void onFinalClientRequest(Request request) {
                listener.onFinalClientRequest(request);
            }

            @Override
            public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {
                listener.onHttpResponse(status, headers);
            }

            @Override
            public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
                listener.onHttpResponseBodyChunk(chunk, last);
            }

            @Override
            public void onSend() {
                listener.onSend();
            }

            @Override
            public void onProtocolAwareness(boolean isHttp2) {
                listener.onProtocolAwareness(isHttp2);
            }
        }

        /** Prevents a request from being sent a second time. */
        private static final class RepeatedException extends RuntimeException {
            private static final long serialVersionUID = 1L;

            RepeatedException() {
                super("sent once already", null, false, false);
            }
        }
    }

    /**
     * Keeps responses out of Gatling's log, and so out of its report and assertions, and passes on why requests
     * failed.
     */
    private static final class Unlogged extends ForwardingStats {
        private final Consumer<String> failures;

        Unlogged(StatsEngine engine, Consumer<String> failures) {
            super(engine);
            this.failures = failures;
        }

        @Override
        public void logResponse(
                String scenario,
                scala.collection.immutable.List<String> groups,
                String name,
                long start,
                long end,
                Status status,
                Option<String> code,
                Option<String> message) {
            error(status, message).ifPresent(failures);
        }
    }

    /** Shows responses while the load is on, before Gatling logs them or does not. */
    private static final class Shown extends ForwardingStats {
        private final OperationMetrics metrics;
        private final boolean counted;

        Shown(StatsEngine engine, OperationMetrics metrics, boolean counted) {
            super(engine);
            this.metrics = metrics;
            this.counted = counted;
        }

        @Override
        public void logResponse(
                String scenario,
                scala.collection.immutable.List<String> groups,
                String name,
                long start,
                long end,
                Status status,
                Option<String> code,
                Option<String> message) {
            Optional<String> error = error(status, message);
            if (counted) {
                metrics.answered(end - start, OptionConverters.toJava(code), error);
            } else {
                metrics.ended(error.isPresent());
            }
            super.logResponse(scenario, groups, name, start, end, status, code, message);
        }

        @Override
        public void logRequestCrash(
                String scenario, scala.collection.immutable.List<String> groups, String name, String message) {
            metrics.ended(true);
            super.logRequestCrash(scenario, groups, name, message);
        }
    }

    /** Returns why a request failed; empty if it did not. */
    private static Optional<String> error(Status status, Option<String> message) {
        return status.equals(KO$.MODULE$)
                ? Optional.of(message.isDefined() ? message.get() : "failed without a message")
                : Optional.empty();
    }
}
