package timerbench.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Resolves all addresses of a host. The HTTP clients of the JDK and of Vert.x try only the first. */
public final class HostAddresses {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private HostAddresses() {}

    /**
     * Returns the addresses as texts, in the order of the resolver. {@code localhost} has both loopback addresses,
     * whatever the resolver returns (RFC 6761, 6.3).
     *
     * @throws UnknownHostException if the host has none
     */
    public static List<String> of(String host) throws UnknownHostException {
        Stream<String> loopback = host.equalsIgnoreCase("localhost") ? LOOPBACK.stream() : Stream.empty();
        Stream<String> resolved = Arrays.stream(InetAddress.getAllByName(host)).map(HostAddresses::text);
        return Stream.concat(resolved, loopback).distinct().toList();
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        return text.equals("0:0:0:0:0:0:0:1") ? "::1" : text;
    }
}
