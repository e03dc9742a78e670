package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.action.HttpRequestAction;
import io.gatling.http.client.HttpClient;
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
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Step that sends one request, by Gatling's own engine and over its connections, but never twice. Whether it is logged
 * or not, the virtual user is failed afterwards if the request is: Gatling's {@code silent()} would leave it as it was.
 */
final class RequestStep implements ActionBuilder {
    private final HttpRequestActionBuilder request;
    private final UnaryOperator<StatsEngine> stats;

    private RequestStep(HttpRequestActionBuilder request, UnaryOperator<StatsEngine> stats) {
        this.request = request;
        this.stats = stats;
    }

    /** Returns the step of a request that is in Gatling's log. */
    static RequestStep logged(HttpRequestActionBuilder request) {
        return new RequestStep(request, engine -> engine);
    }

    /**
     * Returns the step of a request that is not.
     *
     * @param failures told of the message of each request that failed, before its virtual user goes on
     */
    static RequestStep unlogged(HttpRequestActionBuilder request, Consumer<String> failures) {
        return new RequestStep(request, engine -> new Unlogged(engine, failures));
    }

    /** Returns the protocol by which every request is sent, and what it is answered is what counts. */
    static HttpProtocolBuilder protocol(List<String> urls) {
        return http.baseUrls(urls)
                .acceptHeader("application/json")
                .disableFollowRedirect()
                .disableCaching();
    }

    /** Returns the step without anything that requests before it left behind: a failure, or cookies. */
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

    /** Returns an engine over the very connections of Gatling's own, which closes them when a virtual user leaves. */
    private static HttpEngine singleTry(HttpEngine engine, CoreComponents core) {
        HttpClient client = read(engine, "httpClient", HttpClient.class);
        return new HttpEngine(
                read(engine, "sslContextsFactory", SslContextsFactory.class),
                new SingleTry(client),
                core.eventLoopGroup(),
                core.clock(),
                core.configuration());
    }

    /** Gatling shows these to nobody. A version that has them no more fails here, before the load. */
    private static <T> T read(HttpEngine engine, String name, Class<T> type) {
        try {
            Field field = HttpEngine.class.getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(engine));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Gatling has no HttpEngine." + name, e);
        }
    }
}
