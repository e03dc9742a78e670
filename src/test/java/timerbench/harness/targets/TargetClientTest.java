package timerbench.harness.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetClientTest {
    private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            clientPorts.add(exchange.getRemoteAddress().getPort());
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = (exchange.getRequestURI() + " " + token).getBytes(UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerComesWithItsStatusDateAndBody() throws IOException {
        TargetHttp.Answer answer = new TargetClient(Map.of("Authorization", "Bearer s3cret")).get(url + "/health/live");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.date()).get().asString().endsWith("GMT");
        assertThat(answer.body()).isEqualTo("/health/live Bearer s3cret");
    }

    @Test
    void withoutHeadersNoneAreSent() throws IOException {
        assertThat(new TargetClient(Map.of()).get(url + "/").body()).isEqualTo("/ null");
    }

    @Test
    void theConnectionIsKept() throws IOException {
        TargetClient client = new TargetClient(Map.of());
        for (int i = 0; i < 5; i++) {
            client.get(url + "/");
        }
        assertThat(clientPorts).hasSize(1);
    }

    @Test
    void aServiceThatIsGoneIsAnIoException() {
        server.stop(0);
        assertThatThrownBy(() -> new TargetClient(Map.of()).get(url)).isInstanceOf(IOException.class);
    }
}
