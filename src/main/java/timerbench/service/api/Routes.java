package timerbench.service.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import timerbench.service.timer.Dialect;

/** Which request goes where: the paths of the contracts, {@code timer-api.yaml} and {@code durable-timer-api.yaml}. */
final class Routes {
    private static final String GROUP = "/groups/:groupId/timers";
    private static final String TIMER = GROUP + "/:timerId";
    private static final String TIMERS = "/api/v1/timers";

    private Routes() {}

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
        String guarded = settings.dialect() == Dialect.GROUPS ? "/groups/*" : TIMERS + "/*";
        router.route(guarded).handler(connections::admit);
        router.route(guarded).handler(new BearerAuth(settings.token())::check);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(settings.bodyLimit());

        switch (settings.dialect()) {
            case GROUPS -> addGroups(router, body, timers);
            case DURABLE_TIMER -> addDurableTimer(router, body, timers);
        }

        operation(router, HttpMethod.GET, "/health/live", "live").handler(system::live);
        operation(router, HttpMethod.GET, "/health/ready", "ready").handler(system::ready);
        operation(router, HttpMethod.GET, "/metrics", "metrics").handler(system::metrics);
        operation(router, HttpMethod.GET, "/metrics/pending", "pending").handler(system::pending);
        return router;
    }

    private static void addGroups(Router router, BodyHandler body, TimerHandlers timers) {
        operation(router, HttpMethod.POST, GROUP, "create").handler(body).handler(timers::create);
        operation(router, HttpMethod.GET, GROUP, "list").handler(timers::list);
        operation(router, HttpMethod.GET, TIMER, "get").handler(timers::get);
        operation(router, HttpMethod.PUT, TIMER, "update").handler(body).handler(timers::update);
        operation(router, HttpMethod.DELETE, TIMER, "delete").handler(timers::delete);
    }

    private static void addDurableTimer(Router router, BodyHandler body, TimerHandlers timers) {
        operation(router, HttpMethod.POST, TIMERS + "/create", "create")
                .handler(body)
                .handler(timers::create);
        operation(router, HttpMethod.POST, TIMERS + "/get", "get").handler(body).handler(timers::get);
        operation(router, HttpMethod.POST, TIMERS + "/update", "update")
                .handler(body)
                .handler(timers::update);
        operation(router, HttpMethod.POST, TIMERS + "/delete", "delete")
                .handler(body)
                .handler(timers::delete);
    }

    private static Route operation(Router router, HttpMethod method, String path, String name) {
        return router.route(method, path).putMetadata(SystemHandlers.OPERATION, name);
    }
}
