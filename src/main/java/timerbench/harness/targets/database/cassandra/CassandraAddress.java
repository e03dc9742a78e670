package timerbench.harness.targets.database.cassandra;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.address.Address;

/**
 * Where a Cassandra answers, and what of it is used.
 *
 * @param nodes {@code host:port}, parted by commas
 * @param keyspace that the service keeps its timers in
 * @param replicas that each timer has
 * @param password empty where the nodes trust whoever connects
 */
public record CassandraAddress(
        String nodes, String datacenter, String keyspace, int replicas, String user, Optional<String> password) {
    public CassandraAddress {
        var unused = Address.withoutSecret(nodes);
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
