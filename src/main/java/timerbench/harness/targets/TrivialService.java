package timerbench.harness.targets;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/**
 * A service that does nothing: it answers each request of the dialect {@code groups} at once with the right status,
 * keeps no timer and calls nobody. What generators reach on it is their own limit. It listens on the loopback, prints
 * its address, and ends when its standard input does.
 */
public final class TrivialService {
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private TrivialService() {}

    /** Serves until the standard input ends. */
    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(TrivialService::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println("http://127.0.0.1:" + server.actualPort());
        while (System.in.read() >= 0) {
            // Whoever started it has something to say, but nothing for it.
        }
        System.exit(0);
    }

    private static void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.method().equals(HttpMethod.POST)) {
            request.bodyHandler(timer -> response.setStatusCode(CREATED).end(timer));
        } else if (request.method().equals(HttpMethod.DELETE)) {
            response.setStatusCode(NO_CONTENT).end();
        } else if (request.path().equals("/metrics")) {
            response.setStatusCode(NOT_FOUND).end();
        } else {
            response.end("{}");
        }
    }
}
