package timerbench.harness.load.injector.kubernetes;

import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Runs the command of an exec on this machine, and speaks v4.channel.k8s.io of it. */
final class FakeContainer extends WebSocketListener {
    private static final byte OUTPUT = 1;
    private static final byte ERROR = 2;
    private static final byte STATUS = 3;

    private final Process process;

    private FakeContainer(Process process) {
        this.process = process;
    }

    static FakeContainer of(RecordedRequest request, UnaryOperator<Path> folder) {
        List<String> command = Arrays.stream(
                        URI.create(request.getPath()).getRawQuery().split("&"))
                .filter(parameter -> parameter.startsWith("command="))
                .map(parameter -> URLDecoder.decode(parameter.substring("command=".length()), StandardCharsets.UTF_8))
                .map(word ->
                        word.startsWith("/tmp/") ? folder.apply(Path.of(word)).toString() : word)
                .toList();
        try {
            return new FakeContainer(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        var unused = CompletableFuture.runAsync(() -> {
            socket.send(new byte[] {OUTPUT});
            CompletableFuture<Void> errors =
                    CompletableFuture.runAsync(() -> copy(process.getErrorStream(), ERROR, socket));
            copy(process.getInputStream(), OUTPUT, socket);
            errors.join();
            int code = process.onExit().join().exitValue();
            String status = code == 0
                    ? "{\"status\":\"Success\"}"
                    : "{\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":"
                            + "[{\"reason\":\"ExitCode\",\"message\":\"" + code + "\"}]}}";
            socket.send(framed(STATUS, status.getBytes(StandardCharsets.UTF_8)));
            socket.close(1000, "");
        });
    }

    private static void copy(InputStream from, byte channel, WebSocket to) {
        try (from) {
            byte[] buffer = new byte[8192];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.send(framed(channel, Arrays.copyOf(buffer, read)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] framed(byte channel, byte[] content) {
        byte[] frame = new byte[content.length + 1];
        frame[0] = channel;
        System.arraycopy(content, 0, frame, 1, content.length);
        return frame;
    }

    @Override
    public void onMessage(WebSocket socket, byte[] message) {
        try {
            OutputStream input = process.getOutputStream();
            input.write(message, 1, message.length - 1);
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        process.destroy();
    }
}
