package timerbench.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A connection that stays open until it is closed, which an HTTP client's pool does not promise. Characters are
 * bytes.
 */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader reader;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    /** Returns the whole response, head and body; nothing if the server has closed the connection. */
    String get(String path) throws IOException {
        try {
            return exchange(path);
        } catch (SocketException e) {
            return "";
        }
    }

    private String exchange(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer s3cret\r\n\r\n");
        return response();
    }

    /** Sends these characters, a byte each. */
    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    /** Sends a byte again and again, slowly, until the server answers or closes the connection. */
    void drip(String character) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        socket.setSoTimeout(10);
        try {
            while (System.nanoTime() < deadline) {
                reader.mark(1);
                if (heard()) {
                    reader.reset();
                    return;
                }
                send(character);
            }
            throw new AssertionError("it listens on");
        } catch (SocketException e) {
            // Closed, and said so on the write.
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    private boolean heard() throws IOException {
        try {
            return reader.read() >= -1;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Returns the next response, head and body; nothing if the server has closed the connection. */
    String response() throws IOException {
        StringBuilder response = new StringBuilder();
        int length = 0;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            response.append(line).append('\n');
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            response.append((char) reader.read());
        }
        return response.toString();
    }

    boolean isClosedByServer() throws IOException {
        try {
            return reader.read() < 0;
        } catch (SocketException e) {
            // It had sent what was not read.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
