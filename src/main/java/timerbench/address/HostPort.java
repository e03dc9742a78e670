package timerbench.address;

/**
 * A host and a port, as they stand in an address.
 *
 * @param host a name or an address; one of IPv6 with or without its brackets
 */
public record HostPort(String host, int port) {
    /** Returns {@code host:port}; an IPv6 address is put in brackets (RFC 3986, 3.2.2). */
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
