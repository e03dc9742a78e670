package timerbench.service.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps requests to handlers: the paths of the contracts {@code timer-api.yaml} and {@code durable-timer-api.yaml}. */
final class Routes {
    private static final String GROUP = "/groups/:groupId/timers";
    private static final String TIMER = GROUP + "/:timerId";
    private static final String TIMERS = "/api/v1/timers";

    private final Router router;
    private final Handler<RoutingContext> admitted;
    private final Handler<RoutingContext> authorized;
    private final SystemHandlers system;
    private final Map<String, String> allowed = new LinkedHashMap<>();

    private Routes(
            Router router,
            Handler<RoutingContext> admitted,
            Handler<RoutingContext> authorized,
            SystemHandlers system) {
        this.router = router;
        this.admitted = admitted;
        this.authorized = authorized;
        this.system = system;
    }

    static Router of(
            Vertx vertx,
            ApiSettings settings,
            Connections connections,
            TimerHandlers timers,
            SystemHandlers system,
            Failures failures) {
        Router router = Router.router(vertx);
        router.route().handler(system::time).failureHandler(failures::answer);
        failures.answerUnrouted(router);
        Routes routes = new Routes(router, connections::admit, new BearerAuth(settings.token())::check, system);
        RequestBody body = new RequestBody(settings.bodyLimit());
        switch (settings.dialect()) {
            case GROUPS -> routes.addGroups(body, timers);
            case DURABLE_TIMER -> routes.addDurableTimer(body, timers);
        }
        routes.operation(HttpMethod.GET, "/health/live", "live", 200).handler(system::live);
        routes.operation(HttpMethod.GET, "/health/ready", "ready", 200, 503).handler(system::ready);
        routes.operation(HttpMethod.GET, "/metrics", "metrics", 200).handler(system::metrics);
        routes.operation(HttpMethod.GET, "/metrics/pending", "pending", 200).handler(system::pending);
        routes.refuseOtherMethods();
        return router;
    }

    private void addGroups(RequestBody body, TimerHandlers timers) {
        guarded(HttpMethod.POST, GROUP, "create", timers.created())
                .handler(body)
                .handler(timers::create);
        guarded(HttpMethod.GET, GROUP, "list", 200).handler(timers::list);
        guarded(HttpMethod.GET, TIMER, "get", 200).handler(timers::get);
        guarded(HttpMethod.PUT, TIMER, "update", 200).handler(body).handler(timers::update);
        guarded(HttpMethod.DELETE, TIMER, "delete", 204).handler(timers::delete);
    }

    private void addDurableTimer(RequestBody body, TimerHandlers timers) {
        guarded(HttpMethod.POST, TIMERS + "/create", "create", timers.created())
                .handler(body)
                .handler(timers::create);
        guarded(HttpMethod.POST, TIMERS + "/get", "get", 200).handler(body).handler(timers::get);
        guarded(HttpMethod.POST, TIMERS + "/update", "update", 200)
                .handler(body)
                .handler(timers::update);
        guarded(HttpMethod.POST, TIMERS + "/delete", "delete", 204)
                .handler(body)
                .handler(timers::delete);
    }

    private Route guarded(HttpMethod method, String path, String name, int done) {
        return operation(method, path, name, done, 500, 503).handler(admitted).handler(authorized);
    }

    /**
     * Returns the route of an operation. The request is named after it before any handler can refuse it.
     *
     * @param statuses of its answers in the metrics before the first request: done, or a fault of the service
     */
    private Route operation(HttpMethod method, String path, String name, int... statuses) {
        system.offers(name, method, statuses);
        allowed.merge(path, method.name(), (before, more) -> before + ", " + more);
        return router.route(method, path)
                .handler(ctx -> {
                    ctx.put(SystemHandlers.OPERATION, name);
                    ctx.next();
                })
                .handler(RequestHead::check);
    }

    /** Replaces the router's own answer, which is not an Error body. */
    private void refuseOtherMethods() {
        allowed.forEach((path, methods) -> router.route(path).handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, methods);
            ctx.fail(405);
        }));
    }
}
