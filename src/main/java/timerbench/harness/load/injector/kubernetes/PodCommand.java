package timerbench.harness.load.injector.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A command in the container of a pod, over a WebSocket of the API server (v4.channel.k8s.io). The library's own
 * would list and watch the pod before each command, which takes two further requests, and the right to watch.
 */
final class PodCommand implements WebSocket.Listener, AutoCloseable {
    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final byte INPUT = 0;
    private static final byte OUTPUT = 1;
    private static final byte ERROR = 2;
    private static final byte STATUS = 3;
    private static final byte NONE = -1;

    /** The API server closes a connection on a larger message. */
    private static final int LARGEST_MESSAGE = 32 * 1024;

    private static final int NORMAL = 1000;
    private static final Duration POLL = Duration.ofMillis(1);

    /** What arrived on a channel, or the end of the connection. */
    private record Frame(byte channel, ByteBuffer content, String end) {
        byte[] bytes() {
            byte[] bytes = new byte[content.remaining()];
            content.duplicate().get(bytes);
            return bytes;
        }
    }

    private final KubernetesClient client;
    private final String pod;
    private final Duration timeout;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<WebSocket> socket;
    private volatile boolean ended;

    /**
     * Starts a command.
     *
     * @param timeout of the connection, and of each wait for output
     * @throws IOException if the container cannot be reached
     */
    PodCommand(KubernetesClient client, String namespace, String pod, Duration timeout, List<String> command)
            throws IOException {
        this.client = client;
        this.pod = pod;
        this.timeout = timeout;
        String arguments = command.stream()
                .map(word -> "&command=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        URI uri = URI.create(client.getMasterUrl() + "api/v1/namespaces/" + namespace + "/pods/" + pod
                + "/exec?container=" + InjectorObjects.CONTAINER + "&stdin=true&stdout=true&stderr=true" + arguments);
        this.socket = ApiFailure.named(
                "run a command in pod " + pod,
                () -> client.getHttpClient()
                        .newWebSocketBuilder()
                        .subprotocol(PROTOCOL)
                        .uri(uri)
                        .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .buildAsync(this));
        var unused = await(socket);
    }

    private <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "pod " + pod + " takes no command: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("pod " + pod + " takes no command within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private IOException interrupted(InterruptedException e) {
        IOException interrupted = new InterruptedIOException("interrupted at a command in pod " + pod);
        interrupted.initCause(e);
        return interrupted;
    }

    /** Sends input to the command. */
    void send(byte[] input) throws IOException {
        for (int from = 0; from < input.length; from += LARGEST_MESSAGE) {
            int length = Math.min(LARGEST_MESSAGE, input.length - from);
            ByteBuffer message = ByteBuffer.allocate(length + 1).put(INPUT).put(input, from, length);
            awaitSent();
            if (!await(socket).send(message.flip())) {
                throw new IOException("the connection to pod " + pod + " is closed");
            }
        }
    }

    /** The JDK's client refuses a message while it sends another. */
    private void awaitSent() throws IOException {
        WebSocket open = await(socket);
        long until = System.nanoTime() + timeout.toNanos();
        while (open.queueSize() > 0) {
            if (System.nanoTime() > until) {
                throw new IOException("pod " + pod + " takes no input within " + timeout.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /**
     * Returns what the command prints next.
     *
     * @throws IOException if it has ended
     */
    byte[] next() throws IOException {
        Frame frame = frame();
        if (frame.channel() != OUTPUT) {
            throw new IOException("a command in pod " + pod + " has ended: " + text(frame));
        }
        return frame.bytes();
    }

    /** Returns what the command prints until it ends, and its exit code. */
    Result result() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        while (true) {
            Frame frame = frame();
            switch (frame.channel()) {
                case OUTPUT -> output.writeBytes(frame.bytes());
                case ERROR -> errors.writeBytes(frame.bytes());
                case STATUS -> {
                    return new Result(
                            exitCode(frame),
                            output,
                            errors.toString(StandardCharsets.UTF_8).strip());
                }
                default -> throw new IOException("the connection to pod " + pod + " was closed: " + frame.end());
            }
        }
    }

    /** The end of a command. */
    record Result(int exitCode, ByteArrayOutputStream output, String errors) {}

    private Frame frame() throws IOException {
        try {
            Frame frame = frames.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new IOException(
                        "a command in pod " + pod + " has printed nothing for " + timeout.toSeconds() + " s");
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private static String text(Frame frame) {
        return frame.end() + new String(frame.bytes(), StandardCharsets.UTF_8).strip();
    }

    private int exitCode(Frame frame) throws IOException {
        Status status = client.getKubernetesSerialization().unmarshal(text(frame), Status.class);
        if ("Success".equals(status.getStatus())) {
            return 0;
        }
        if (status.getDetails() != null) {
            for (StatusCause cause : status.getDetails().getCauses()) {
                if ("ExitCode".equals(cause.getReason())) {
                    return Integer.parseInt(cause.getMessage());
                }
            }
        }
        throw new IOException("pod " + pod + " takes no command: " + status.getMessage());
    }

    @Override
    public void onMessage(WebSocket from, ByteBuffer message) {
        if (message.hasRemaining()) {
            byte channel = message.get();
            ByteBuffer content =
                    ByteBuffer.allocate(message.remaining()).put(message).flip();
            ended |= channel == STATUS;
            // Each channel begins with an empty message.
            if (content.hasRemaining()) {
                frames.add(new Frame(channel, content, ""));
            }
        }
        from.request();
    }

    @Override
    public void onMessage(WebSocket from, String message) {
        onMessage(from, ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void onClose(WebSocket from, int code, String reason) {
        ended = true;
        frames.add(new Frame(NONE, ByteBuffer.allocate(0), "code " + code + PodFailure.because(reason)));
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended = true;
        frames.add(new Frame(NONE, ByteBuffer.allocate(0), Objects.toString(error.getMessage(), error.toString())));
    }

    /** Ends the connection, unless the API server does so because the command has ended. */
    @Override
    public void close() {
        if (!ended) {
            var unused = socket.thenAccept(open -> open.sendClose(NORMAL, ""));
        }
    }
}
