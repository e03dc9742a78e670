package timerbench.harness.targets;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A foreign service. It listens at the address in its environment, and answers {@code GET /environment} with its
 * variables. When it is asked to end, it writes the file {@code ended}, or connects to the port {@code TINY_TELL}.
 * {@code TINY} sets what else it does: {@code refuse} to start, {@code never} be ready, or {@code stay} when it is
 * asked to end.
 */
final class TinyService {
    private TinyService() {}

    public static void main(String[] args) throws IOException {
        String behaviour = System.getenv().getOrDefault("TINY", "");
        System.out.println("tiny service, to " + behaviour);
        if (behaviour.equals("refuse")) {
            System.err.println("no, thanks");
            System.exit(7);
        }
        InetSocketAddress address =
                new InetSocketAddress(System.getenv("HOST"), Integer.parseInt(System.getenv("SERVER_PORT")));
        HttpServer server = HttpServer.create(address, 0);
        answer(server, "/health/ready", behaviour.equals("never") ? 503 : 200, "");
        answer(server, "/environment", 200, text(System.getenv()));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(behaviour.equals("stay"))));
    }

    private static String text(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private static void end(boolean stays) {
        try {
            String port = System.getenv("TINY_TELL");
            if (port == null) {
                Files.writeString(Path.of("ended"), "");
            } else {
                new Socket(System.getenv("HOST"), Integer.parseInt(port)).close();
            }
            if (stays) {
                new CountDownLatch(1).await();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
