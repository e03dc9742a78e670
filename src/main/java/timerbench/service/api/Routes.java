package timerbench.service.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** Which request goes where: the paths of the contract, {@code timer-api.yaml}. */
final class Routes {
    private static final String GROUP = "/groups/:groupId/timers";
    private static final String TIMER = GROUP + "/:timerId";

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
        router.route("/groups/*").handler(connections::admit);
        router.route("/groups/*").handler(new BearerAuth(settings.token())::check);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(settings.bodyLimit());

        operation(router, HttpMethod.POST, GROUP, "create").handler(body).handler(timers::create);
        operation(router, HttpMethod.GET, GROUP, "list").handler(timers::list);
        operation(router, HttpMethod.GET, TIMER, "get").handler(timers::get);
        operation(router, HttpMethod.PUT, TIMER, "update").handler(body).handler(timers::update);
        operation(router, HttpMethod.DELETE, TIMER, "delete").handler(timers::delete);

        operation(router, HttpMethod.GET, "/health/live", "live").handler(system::live);
        operation(router, HttpMethod.GET, "/health/ready", "ready").handler(system::ready);
        operation(router, HttpMethod.GET, "/metrics", "metrics").handler(system::metrics);
        return router;
    }

    private static Route operation(Router router, HttpMethod method, String path, String name) {
        return router.route(method, path).putMetadata(SystemHandlers.OPERATION, name);
    }
}
