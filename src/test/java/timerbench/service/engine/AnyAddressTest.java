package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.Ipv6;

class AnyAddressTest {
    private final Vertx vertx = Vertx.vertx();
    private final AnyAddress anyAddress = new AnyAddress(vertx, vertx.createHttpClient());
    private final AtomicReference<String> host = new AtomicReference<>();

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private int listen(String address) {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            host.set(request.getHeader("host"));
            request.response().setStatusCode(204).end();
        });
        return await(server.listen(0, address)).actualPort();
    }

    private int ask(String name, int port) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI("http://" + name + ":" + port + "/")
                .setConnectTimeout(10_000);
        return await(anyAddress.request(options).compose(HttpClientRequest::send))
                .statusCode();
    }

    @Test
    void aNameWhoseFirstAddressRefusesIsTriedAtItsOthersAndStaysTheHostThatIsAskedFor() {
        Ipv6.require();
        int port = listen("::1");
        assertThat(ask("localhost", port)).isEqualTo(204);
        assertThat(host.get()).isEqualTo("localhost:" + port);
    }

    @Test
    void aNameWhoseFirstAddressAnswersIsAskedThere() {
        assertThat(ask("localhost", listen("127.0.0.1"))).isEqualTo(204);
    }

    @Test
    void aNameThatAllAddressesRefuseIsRefused() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> ask("localhost", free)).hasCauseInstanceOf(ConnectException.class);
    }
}
