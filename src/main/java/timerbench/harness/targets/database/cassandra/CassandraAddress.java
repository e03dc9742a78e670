package timerbench.harness.targets.database.cassandra;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import timerbench.address.Address;

/**
 * The address of a Cassandra, and the keyspace of the service.
 *
 * @param nodes {@code host:port}, separated by commas
 * @param keyspace the service's keyspace
 * @param replicas the number of replicas of each timer
 * @param password empty if the nodes trust every connection
 */
public record CassandraAddress(
        String nodes, String datacenter, String keyspace, int replicas, String user, Optional<String> password) {
    private static final Pattern FORM = Pattern.compile("\\s*[^:,\\s]+:\\d+\\s*(,\\s*[^:,\\s]+:\\d+\\s*)*");

    public CassandraAddress {
        requireForm(nodes);
    }

    /** @throws IllegalArgumentException if these are no nodes, or contain a password */
    static void requireForm(String nodes) {
        if (!FORM.matcher(Address.withoutSecret(nodes)).matches()) {
            throw new IllegalArgumentException("nodes must be like host:9042, separated by commas");
        }
    }

    List<InetSocketAddress> contactPoints() {
        return Stream.of(nodes.split(",", -1))
                .map(node -> node.strip().split(":", 2))
                .map(parts -> new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
                .toList();
    }

    @Override
    public String toString() {
        return "Cassandra at " + nodes;
    }
}
