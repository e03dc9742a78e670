package timerbench.harness.targets.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import timerbench.address.HostPort;

/**
 * A way through Toxiproxy to one address. Whoever is to be disturbed connects to the link instead. Each call throws
 * {@link timerbench.harness.targets.process.DatabaseException} if Toxiproxy does not obey.
 */
public final class Link {
    private final Toxiproxy toxiproxy;
    private final String name;
    private final HostPort address;
    private final List<String> toxics = new ArrayList<>();

    Link(Toxiproxy toxiproxy, String name, HostPort address) {
        this.toxiproxy = toxiproxy;
        this.name = name;
        this.address = address;
    }

    /** Returns the address that it listens on. */
    public HostPort address() {
        return address;
    }

    /** Delays every answer, on connections that are open and new ones: the latency is added to each round trip. */
    public void slow(Duration latency) {
        add("latency", "downstream", Map.of("latency", latency.toMillis()));
    }

    /**
     * Drops all bytes in both directions. Connections stay open, new ones are accepted, and nothing arrives.
     * Connections that were open are closed when the link is healed, because bytes of them are missing.
     */
    public void cut() {
        add("timeout", "upstream", Map.of("timeout", 0));
        add("timeout", "downstream", Map.of("timeout", 0));
    }

    private synchronized void add(String type, String stream, Map<String, Object> attributes) {
        String toxic = type + "-" + stream;
        toxiproxy.send(
                "POST",
                "/proxies/" + name + "/toxics",
                Map.of("name", toxic, "type", type, "stream", stream, "attributes", attributes));
        toxics.add(toxic);
    }

    /** Ends all of it. Healing a link that nothing was done to is harmless. */
    public synchronized void heal() {
        while (!toxics.isEmpty()) {
            toxiproxy.send("DELETE", "/proxies/" + name + "/toxics/" + toxics.get(0), Map.of());
            toxics.remove(0);
        }
    }
}
