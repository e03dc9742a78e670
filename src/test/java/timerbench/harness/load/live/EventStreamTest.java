package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.Await;
import timerbench.harness.measure.live.LiveHistory;
import timerbench.harness.measure.live.LiveMetrics;

@Timeout(60)
class EventStreamTest {
    private final LiveMetrics metrics = new LiveMetrics();
    private final LiveHistory history = new LiveHistory(4, 10, metrics.reading(0));
    private final EventStream stream = new EventStream(history);
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server =
            await(vertx.createHttpServer().requestHandler(stream::open).listen(0, "127.0.0.1"));
    private final List<Socket> sockets = new ArrayList<>();
    private int second;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Does something on the thread of the server, which is that of the stream. */
    private <T> T onLoop(Supplier<T> task) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(now -> done.complete(task.get()));
        return await(done.future());
    }

    private void tick() {
        second++;
        var unused = onLoop(() -> {
            stream.send(history.add(metrics.reading(second)));
            return stream.size();
        });
    }

    private int size() {
        return onLoop(stream::size);
    }

    private Socket connect() throws IOException {
        int before = size();
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        Await.until("the stream", () -> size() > before);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the data of the next event, which has this name. */
    private static JsonObject next(BufferedReader reader, String name) throws IOException {
        String line = reader.readLine();
        while (!line.startsWith("event: ")) {
            line = reader.readLine();
        }
        assertThat(line).isEqualTo("event: " + name);
        String data = reader.readLine();
        assertThat(data).startsWith("data: ");
        return new JsonObject(data.substring("data: ".length()));
    }

    @Test
    void aPageThatComesLateGetsTheWholeRunAndThenEachSecond() throws IOException {
        tick();
        tick();
        tick();

        BufferedReader reader = reader(connect());
        assertThat(next(reader, "history").getJsonArray("points")).hasSize(3);
        tick();
        JsonObject sample = next(reader, "sample");
        assertThat(sample.getInteger("index")).isEqualTo(3);
        assertThat(sample.getJsonObject("point").getDouble("to")).isEqualTo(4);
        assertThat(sample.getJsonObject("now").getDouble("second")).isEqualTo(4);
    }

    @Test
    void aPageThatConnectsAgainGetsTheWholeRunOnce() throws IOException {
        tick();
        connect().close();
        Await.until("the end of the first stream", () -> size() == 0);
        tick();

        assertThat(next(reader(connect()), "history").getJsonArray("points")).hasSize(2);
    }

    @Test
    void whenTheResolutionIsHalvedAllPagesGetTheWholeRunAgain() throws IOException {
        BufferedReader reader = reader(connect());
        assertThat(next(reader, "history").getJsonArray("points")).isEmpty();
        for (int index = 0; index < 4; index++) {
            tick();
            assertThat(next(reader, "sample").getInteger("index")).isEqualTo(index);
        }

        tick();
        assertThat(next(reader, "history").getJsonArray("points"))
                .extracting(point -> ((JsonObject) point).getDouble("to"))
                .containsExactly(2.0, 4.0, 5.0);
        tick();
        JsonObject grown = next(reader, "sample");
        assertThat(grown.getInteger("index")).isEqualTo(2);
        assertThat(grown.getJsonObject("point").getDouble("from")).isEqualTo(4);
        assertThat(grown.getJsonObject("point").getDouble("to")).isEqualTo(6);
    }

    @Test
    void aPageThatNeverReadsIsSkippedAndThenClosedAndOthersGoOn() throws IOException {
        for (int i = 0; i < 200; i++) {
            var unused = metrics.operation("operation " + i, "POST");
        }
        Socket stalled = connect();
        BufferedReader reader = reader(connect());
        assertThat(next(reader, "history").getJsonArray("points")).isEmpty();

        while (size() == 2) {
            assertThat(second).as("seconds until it is closed").isLessThan(5_000);
            tick();
            assertThat(reader.readLine()).isNotNull();
            while (reader.ready()) {
                reader.readLine();
            }
        }

        assertThat(second).isGreaterThan(EventStream.MOST_SKIPPED);
        assertThat(size()).isEqualTo(1);
        assertThat(stalled.isClosed()).isFalse();
        tick();
        assertThat(reader.readLine()).isNotNull();
    }

    @Test
    void thereAreSoManyPagesAndNoMore() throws IOException {
        for (int i = 0; i < EventStream.MOST_BROWSERS; i++) {
            connect();
        }
        HttpRequest more = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .sendAsync(more, BodyHandlers.ofString())
                        .join()
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void theEndIsTheLastThingThatAPageGetsNowAndLater() throws IOException {
        BufferedReader reader = reader(connect());
        tick();
        await(onLoop(() -> stream.end("{\n  \"headline\" : \"PASS\"\n}\n")));

        List<String> lines =
                reader.lines().takeWhile(line -> !line.equals("data: }")).toList();
        assertThat(lines).containsSubsequence("event: history", "event: sample", "event: history", "event: ended");
        assertThat(lines).endsWith("event: ended", "data: {", "data:   \"headline\" : \"PASS\"");

        HttpRequest late = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .sendAsync(late, BodyHandlers.ofString())
                        .join()
                        .body())
                .containsSubsequence("event: history", "event: ended", "PASS");
    }
}
