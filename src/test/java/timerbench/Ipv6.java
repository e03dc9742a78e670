package timerbench;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Whether this machine has IPv6, which not every container does. */
public final class Ipv6 {
    private Ipv6() {}

    /** Skips the test, saying why, where nothing can listen on ::1. */
    public static void require() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            socket.getLocalPort();
        } catch (IOException e) {
            abort("this machine has no IPv6: cannot listen on ::1: " + e.getMessage());
        }
    }

    /** Returns ::1. */
    public static InetAddress loopback() throws UnknownHostException {
        byte[] address = new byte[16];
        address[address.length - 1] = 1;
        return InetAddress.getByAddress(address);
    }
}
