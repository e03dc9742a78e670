package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/wait-for-services.sh}, with services that answer what a test lays down. */
class WaitForServicesTest {
    private record Ended(int exitCode, String text) {}

    /** The statuses that a path answers, one after another. The last one stays. */
    private final Map<String, Deque<Integer>> statuses = new ConcurrentHashMap<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a /bin/sh");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Deque<Integer> left = statuses.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(left.size() > 1 ? left.remove() : left.element(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String url(String path, Integer... answers) {
        statuses.put(path, new ArrayDeque<>(List.of(answers)));
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "scripts/wait-for-services.sh"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        assumeTrue(hasCurl(), "needs curl");
        return run(Map.of(), arguments);
    }

    private static boolean hasCurl() throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", "command -v curl > /dev/null")
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void theWaitEndsWhenAllAnswerWithSuccess() throws Exception {
        String ready = url("/ready", 204);
        String later = url("/later", 503, 200);
        assertThat(run(ready, later, "--timeout", "60s")).satisfies(ended -> {
            assertThat(ended.exitCode()).as(ended.text()).isZero();
            assertThat(ended.text())
                    .contains("waiting for 2 URL(s), at most 60s:", ready + " answers 204", later + " answers 200");
        });
    }

    @Test
    void theServicesThatDidNotAnswerInTimeAreNamed() throws Exception {
        String ready = url("/ready", 200);
        String broken = url("/broken", 500);
        String moved = url("/moved", 302);
        Ended ended = run("--timeout=1s", broken, ready, moved);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text())
                .contains(
                        broken + " did not answer within 1s; last: 500", moved + " did not answer within 1s; last: 302")
                .contains(ready + " answers 200");
    }

    @Test
    void anAddressWhereNothingListensIsNamedWithTheReason() throws Exception {
        String url = url("/", 200);
        server.stop(0);
        Ended ended = run(url, "--timeout", "1s");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text()).containsPattern("did not answer within 1s; last: .*[Cc]onnect");
    }

    @ParameterizedTest
    @CsvSource({
        "'',no URL to wait for",
        "--timeout 5s,no URL to wait for",
        "localhost:8080,'got \"localhost:8080\", wanted a URL'",
        "http://a --timeout,'--timeout needs a duration, such as 60s'",
        "http://a --timeout soon,'--timeout: got \"soon\", wanted a duration'",
        "http://a --timeout -3s,'--timeout: got \"-3s\", wanted a duration'",
        "http://a --unknown,'got \"--unknown\", wanted a URL'",
    })
    void wrongUsageIsExplained(String arguments, String message) throws Exception {
        Ended ended = run(Map.of(), arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.text()).contains(message).contains("usage: wait-for-services.sh URL... [--timeout 60s]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "90", "90s", "5m", "1h"})
    void aDurationMayHaveEachUnit(String timeout) throws Exception {
        assertThat(run(url("/", 200), "--timeout", timeout).exitCode()).isZero();
    }

    @Test
    void aMachineWithoutCurlIsNotAServiceThatDoesNotAnswer() throws Exception {
        Ended ended = run(Map.of("PATH", "/nonexistent"), "http://127.0.0.1:9/");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.text()).contains("needs curl");
    }
}
