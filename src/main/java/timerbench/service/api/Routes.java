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
    private final Map<String, String> allowed = new LinkedHashMap<>();

    private Routes(Router router, Handler<RoutingContext> admitted, Handler<RoutingContext> authorized) {
        this.router = router;
        this.admitted = admitted;
        this.authorized = authorized;
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
        Routes routes = new Routes(router, connections::admit, new BearerAuth(settings.token())::check);
        RequestBody body = new RequestBody(settings.bodyLimit());
        switch (settings.dialect()) {
            case GROUPS -> routes.addGroups(body, timers);
            case DURABLE_TIMER -> routes.addDurableTimer(body, timers);
        }
        routes.operation(HttpMethod.GET, "/health/live", "live").handler(system::live);
        routes.operation(HttpMethod.GET, "/health/ready", "ready").handler(system::ready);
        routes.operation(HttpMethod.GET, "/metrics", "metrics").handler(system::metrics);
        routes.operation(HttpMethod.GET, "/metrics/pending", "pending").handler(system::pending);
        routes.refuseOtherMethods();
        return router;
    }

    private void addGroups(RequestBody body, TimerHandlers timers) {
        guarded(HttpMethod.POST, GROUP, "create").handler(body).handler(timers::create);
        guarded(HttpMethod.GET, GROUP, "list").handler(timers::list);
        guarded(HttpMethod.GET, TIMER, "get").handler(timers::get);
        guarded(HttpMethod.PUT, TIMER, "update").handler(body).handler(timers::update);
        guarded(HttpMethod.DELETE, TIMER, "delete").handler(timers::delete);
    }

    private void addDurableTimer(RequestBody body, TimerHandlers timers) {
        guarded(HttpMethod.POST, TIMERS + "/create", "create").handler(body).handler(timers::create);
        guarded(HttpMethod.POST, TIMERS + "/get", "get").handler(body).handler(timers::get);
        guarded(HttpMethod.POST, TIMERS + "/update", "update").handler(body).handler(timers::update);
        guarded(HttpMethod.POST, TIMERS + "/delete", "delete").handler(body).handler(timers::delete);
    }

    private Route guarded(HttpMethod method, String path, String name) {
        return operation(method, path, name).handler(admitted).handler(authorized);
    }

    /** Returns the route of an operation. The request is named after it before any handler can refuse it. */
    private Route operation(HttpMethod method, String path, String name) {
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
