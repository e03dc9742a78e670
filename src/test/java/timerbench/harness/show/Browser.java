package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import timerbench.harness.Await;

/**
 * A page that stays open in a browser, driven by the
 * <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>. {@link Chromium} shows a page once.
 */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI list;
    private final WebSocket socket;
    private final Answers answers = new Answers();
    private final AtomicInteger lastId = new AtomicInteger();

    private Browser(Process process, URI list) {
        this.process = process;
        this.list = list;
        this.socket = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create(pages().path(0).path("webSocketDebuggerUrl").asText()), answers)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** The answers to what was asked, and the events, of which complaints are kept. */
    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                String whole = part.toString();
                part.setLength(0);
                take(whole);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void take(String text) {
            JsonNode message = json(text);
            if (message.has("id")) {
                open.remove(message.path("id").asInt()).complete(message);
                return;
            }
            boolean isComplaint = switch (message.path("method").asText()) {
                case "Runtime.exceptionThrown" -> true;
                case "Runtime.consoleAPICalled" ->
                    List.of("error", "warning", "assert")
                            .contains(message.at("/params/type").asText());
                // What the browser itself says, such as of a request that failed.
                case "Log.entryAdded" ->
                    message.at("/params/entry/level").asText().equals("error");
                default -> false;
            };
            if (isComplaint) {
                complaints.add(text);
            }
        }
    }

    /**
     * Opens an empty page.
     *
     * @param folder an empty one for what the browser keeps
     */
    public static Browser open(Path folder) throws IOException {
        Path profile = folder.resolve("profile");
        Process process = new ProcessBuilder(
                        Chromium.command().toString(),
                        "--headless",
                        "--disable-gpu",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        try {
            Path port = profile.resolve("DevToolsActivePort");
            Await.until(
                    "the browser's port",
                    () -> Files.exists(port) && lines(port).size() > 1);
            Browser browser = new Browser(
                    process, URI.create("http://127.0.0.1:" + lines(port).get(0) + "/json/list"));
            for (String domain : List.of("Page", "Runtime", "Log")) {
                browser.send(domain + ".enable", Map.of());
            }
            return browser;
        } catch (RuntimeException | Error e) {
            end(process);
            throw e;
        }
    }

    /** Opens an address in the page. */
    public void go(String url) {
        send("Page.navigate", Map.of("url", url));
    }

    private JsonNode pages() {
        return client.sendAsync(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .thenApply(answer -> json(answer.body()))
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Returns the titles of all pages that are open. */
    public List<String> titles() {
        List<String> titles = new ArrayList<>();
        pages().forEach(page -> titles.add(page.path("title").asText()));
        return titles;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.open.put(id, answer);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode got = answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        assertThat(got.path("error").isMissingNode()).as("%s", got).isTrue();
        return got.path("result");
    }

    /** Returns the value of an expression, or of the promise that it is. */
    public JsonNode value(String expression) {
        JsonNode result = send(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        assertThat(result.path("exceptionDetails").isMissingNode())
                .as("%s: %s", expression, result)
                .isTrue();
        return result.path("result").path("value");
    }

    /** Returns the text of the element with this id; empty if there is none yet. */
    public String text(String id) {
        return value("document.getElementById('" + id + "')?.innerText").asText("");
    }

    /** Shows the page in this size and scheme, before all other pages: a hidden page does not notice its size. */
    public void resize(int width, int height, boolean dark) {
        send("Page.bringToFront", Map.of());
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** Returns the errors and warnings in the page's console. */
    public List<String> complaints() {
        return List.copyOf(answers.complaints);
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
