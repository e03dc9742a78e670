package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.targets.TargetException;

@Timeout(60)
class LiveWatcherTest {
    private final CountDownLatch eventsRead = new CountDownLatch(3);
    private final CountDownLatch scrapes = new CountDownLatch(2);
    private HttpServer server;

    @BeforeEach
    void create() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("a\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
            scrapes.countDown();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LiveWatcher watcher() {
        return new LiveWatcher("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void aStreamIsReadBesideTheScrapesUntilItEndsAndThenAgain() throws InterruptedException {
        server.createContext("/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
                body.flush();
                eventsRead.countDown();
            }
        });
        server.start();

        try (LiveWatcher watcher = watcher()) {
            eventsRead.await();
            scrapes.await();
            assertThatCode(watcher::requireSeen).doesNotThrowAnyException();
        }
    }

    @Test
    void aPageThatSawNothingIsNoPage() throws InterruptedException {
        server.start();

        try (LiveWatcher watcher = watcher()) {
            scrapes.await();
            assertThatThrownBy(watcher::requireSeen)
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("0 bytes of /events");
        }
    }
}
