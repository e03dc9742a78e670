package timerbench.address;

/**
 * The host and the port of an address.
 *
 * @param host a name or an address; an IPv6 address with or without brackets
 */
public record HostPort(String host, int port) {
    /** Returns {@code host:port}; an IPv6 address gets brackets (RFC 3986, 3.2.2). */
    @Override
    public String toString() {
        boolean bare = host.contains(":") && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns {@code http://host:port}. */
    public String http() {
        return "http://" + this;
    }
}
