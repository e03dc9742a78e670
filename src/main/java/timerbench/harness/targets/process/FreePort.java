package timerbench.harness.targets.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Chooses ports for servers that must be told their port, or keep it when they start again. */
public final class FreePort {
    private FreePort() {}

    /**
     * Returns a port of the loopback interface on which nothing listens now.
     *
     * @throws UncheckedIOException if there is none
     */
    public static int onLoopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port: " + e.getMessage(), e);
        }
    }
}
