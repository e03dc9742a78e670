package timerbench.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** A connection that stays open until it is closed, which an HTTP client's pool does not promise. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader reader;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
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
        String request = "GET " + path + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer s3cret\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
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
        return reader.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
